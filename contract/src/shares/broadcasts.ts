import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { MaterialId, ShareId, ShowId } from '../ids.ts';
import { Instant } from '../time.ts';

/** To all sockets of the shopkeeper. The list of shares holds the same numbers, so a lost one costs nothing. */
export const visitArrived = broadcast({
  name: 'visit:arrived',
  payload: z.strictObject({
    showId: ShowId,
    shareId: ShareId,
    materialId: MaterialId,
    /** Both of this link: who came, and how often. */
    visitors: z.int(),
    visits: z.int(),
    at: Instant,
  }),
  summary: 'Somebody opened her link',
});
