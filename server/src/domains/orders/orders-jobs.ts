import { OrderId } from '@shoal/contract';
import { z } from 'zod';
import { job } from '../../platform/jobs.ts';

/** Looks at a reservation when it ends. */
export const expireReservation = job({
  name: 'orders.expire_reservation',
  data: z.strictObject({ orderId: OrderId }),
});
