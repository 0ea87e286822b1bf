import { z } from 'zod';

/** How far one drop got, in people. Received ≥ seen ≥ saved does not hold by force: each is counted for itself. */
export const DropCounts = z.strictObject({
  dropSeq: z.int().min(1),
  received: z.int(),
  seen: z.int(),
  saved: z.int(),
  forwarded: z.int(),
});
export type DropCounts = z.infer<typeof DropCounts>;
