import { z } from 'zod';
import { BrandId, OrderId, RefundId } from '../ids.ts';
import { MAX_CSV_BYTES, MAX_UNITS_PER_ORDER } from '../limits.ts';
import { SumMinor } from '../money.ts';
import { crew, operators } from '../roles.ts';
import { route } from '../route.ts';
import { line, paragraph } from '../text.ts';
import { Instant } from '../time.ts';
import { Attribution } from './attribution.ts';
import { HeldPayment, Order } from './order.ts';
import { OrderState } from './order-state.ts';

const filter = {
  brandId: BrandId,
  state: OrderState.optional(),
  /** Part of the buyer's name or phone, or of the order's number. */
  search: paragraph(40).optional(),
};
const PaymentHook = z.strictObject({
  url: z.url(),
  secret: z.string(),
  /** Counts the secrets of this hook. */
  number: z.int(),
  /** Until when the secret before this one is taken too. */
  previousUntil: Instant.nullable(),
});
const oneOrder = z.strictObject({ orderId: OrderId });

export const listOrders = route({
  method: 'GET',
  path: '/orders',
  callers: crew,
  query: z.strictObject({ ...filter, before: OrderId.optional() }),
  response: z.strictObject({ orders: z.array(Order), hasMore: z.boolean() }),
  errors: ['catalog.not_found'],
  summary: 'Orders of a brand, newest first, 100 at a time',
});

export const getAttribution = route({
  method: 'GET',
  path: '/orders/:orderId/attribution',
  callers: crew,
  params: oneOrder,
  /** Null for an order from before decisions were kept. */
  response: z.strictObject({ attribution: Attribution.nullable() }),
  errors: ['orders.not_found'],
  summary: 'Why an order is credited to its shopkeeper, and what else was considered',
});

export const confirmPayment = route({
  method: 'POST',
  path: '/orders/:orderId/payment',
  callers: crew,
  params: oneOrder,
  body: z.strictObject({ amountMinor: SumMinor }),
  response: Order,
  errors: ['orders.not_found', 'orders.wrong_state', 'orders.wrong_amount'],
  summary: 'The merchant says that the money came; again changes nothing',
});

export const shipOrder = route({
  method: 'POST',
  path: '/orders/:orderId/shipment',
  callers: crew,
  params: oneOrder,
  body: z.strictObject({ tracking: line(80) }),
  response: Order,
  errors: ['orders.not_found', 'orders.wrong_state'],
  summary: 'The goods are on their way; again corrects the tracking number',
});

export const cancelOrder = route({
  method: 'POST',
  path: '/orders/:orderId/cancellation',
  callers: crew,
  params: oneOrder,
  response: Order,
  errors: ['orders.not_found', 'orders.wrong_state'],
  summary: 'Gives up an order that nobody paid, and its stock',
});

export const giveRefund = route({
  method: 'POST',
  path: '/orders/:orderId/refunds',
  callers: crew,
  params: oneOrder,
  body: z.strictObject({
    /** Units refunded after this one, of the whole order: a retry adds nothing. */
    refundedQuantity: z.int().min(1).max(MAX_UNITS_PER_ORDER),
    reason: paragraph(300).default(''),
  }),
  response: Order,
  errors: ['orders.not_found', 'orders.wrong_state'],
  summary: 'Refunds units that were paid; her commission follows',
});

export const decideRefund = route({
  method: 'POST',
  path: '/refunds/:refundId/decision',
  callers: crew,
  params: z.strictObject({ refundId: RefundId }),
  body: z.strictObject({ decision: z.enum(['accept', 'decline', 'done']), answer: paragraph(300).default('') }),
  response: Order,
  errors: ['orders.not_found', 'orders.wrong_state'],
  summary: 'Answers what a buyer asked for, or says that the money went back',
});

export const exportOrders = route({
  method: 'POST',
  path: '/orders/export',
  callers: crew,
  body: z.strictObject(filter),
  response: z.strictObject({ csv: z.string(), rows: z.int() }),
  errors: ['catalog.not_found', 'request.rate_limited'],
  summary: 'Orders of a brand for a spreadsheet, at most 5000; each export is noted, three in an hour',
});

export const importShipments = route({
  method: 'POST',
  path: '/orders/import',
  callers: crew,
  rawBody: { types: ['text/csv'], limitBytes: MAX_CSV_BYTES },
  response: z.strictObject({
    changed: z.int(),
    problems: z.array(z.strictObject({ row: z.int(), code: z.string() })),
  }),
  errors: ['orders.file_unreadable'],
  summary: 'Tracking numbers from the exported file: rows that have one are shipped; each row stands alone',
});

export const getPaymentHook = route({
  method: 'GET',
  path: '/brands/:brandId/payment-hook',
  callers: operators,
  params: z.strictObject({ brandId: BrandId }),
  response: PaymentHook,
  errors: ['catalog.not_found'],
  summary: 'Where an outside shop tells payments, and the secret that it signs with',
});

export const rotatePaymentHook = route({
  method: 'POST',
  path: '/brands/:brandId/payment-hook/rotation',
  callers: operators,
  params: z.strictObject({ brandId: BrandId }),
  /** The number of the secret that the caller saw: a retry makes no second one. */
  body: z.strictObject({ from: z.int().min(1).max(1_000_000) }),
  response: PaymentHook,
  errors: ['catalog.not_found'],
  summary: 'A new secret for the hook; the one before it is taken for 24 h more',
});

export const listHeldPayments = route({
  method: 'GET',
  path: '/held-payments',
  callers: crew,
  query: z.strictObject({ brandId: BrandId }),
  response: z.strictObject({ payments: z.array(HeldPayment) }),
  errors: ['catalog.not_found'],
  summary: 'Payments that did not fit their order, newest first, at most 200',
});
