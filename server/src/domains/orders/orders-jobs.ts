import { OrderId } from '@shoal/contract';
import { z } from 'zod';
import { job } from '../../platform/jobs.ts';

/** Tells the task of an order's link how the order stands. */
export const tellTaskOfOrder = job({
  name: 'orders.tell_task',
  data: z.strictObject({ orderId: OrderId }),
});

/** Looks at a reservation when it ends. */
export const expireReservation = job({
  name: 'orders.expire_reservation',
  data: z.strictObject({ orderId: OrderId }),
});

/** Holds the commissions of the orders that made a ring before this one closed it. */
export const holdRingOfOrder = job({
  name: 'orders.hold_ring',
  data: z.strictObject({ orderId: OrderId }),
});
