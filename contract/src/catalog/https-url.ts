import { z } from 'zod';

/** A public address. A URL may be parsed with blanks and controls in it; the database takes no NUL. */
export const HttpsUrl = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain })
  .regex(/^[^\s\p{Cc}]*$/u)
  .max(2_048);
