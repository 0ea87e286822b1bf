import { z } from 'zod';

/** The state of the units that were not refunded; `refunded` when all were. */
export const OrderState = z.enum(['placed', 'paid', 'shipped', 'received', 'completed', 'cancelled', 'refunded']);
export type OrderState = z.infer<typeof OrderState>;
