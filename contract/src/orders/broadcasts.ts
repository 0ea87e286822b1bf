import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { OrderId, ShareId, ShowId } from '../ids.ts';
import { Instant } from '../time.ts';
import { OrderState } from './order-state.ts';

/** To all sockets of the shopkeeper. The statement holds the same, so a lost one costs nothing. */
export const earningsChanged = broadcast({
  name: 'earnings:changed',
  payload: z.strictObject({ orderId: OrderId, shareId: ShareId, showId: ShowId, state: OrderState, at: Instant }),
  summary: 'An order on one of her links was placed or moved on, and her commission with it',
});
