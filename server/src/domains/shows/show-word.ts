import { ShowId } from '@shoal/contract';
import { z } from 'zod';

/** What one server tells the others: a show's log has grown to here. Never the entries themselves. */
export const ShowWord = z.strictObject({ showId: ShowId, epoch: z.string(), top: z.int() });
export type ShowWord = z.infer<typeof ShowWord>;
