import { z } from 'zod';

// Bidi overrides and zero-width joiners around Latin text let one string pose as another; controls break logs, and half a
// surrogate pair is no text, so no JSON that a database takes.
const disguises =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]/gu;

/** One line that a person typed: disguising characters dropped, trimmed, never empty. */
export const line = (maxLength: number) =>
  z
    .string()
    .max(maxLength * 4)
    .transform((text) => text.replace(disguises, '').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(maxLength));

/** Text that a person typed, with line breaks; may be empty. */
export const paragraph = (maxLength: number) =>
  z
    .string()
    .max(maxLength * 4)
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(disguises, '').trim())
    .pipe(z.string().max(maxLength));
