import { z } from 'zod';
import {
  AccountId,
  BrandId,
  OrderId,
  PayoutBatchId,
  PayoutId,
  ProductId,
  RefundId,
  ShareId,
  ShowId,
  VariantId,
} from '../ids.ts';
import { MAX_UNITS_PER_ORDER } from '../limits.ts';
import { AmountMinor, Currency, Money, MoneySum, SignedMinor, SumMinor } from '../money.ts';
import { line, paragraph } from '../text.ts';
import { Instant } from '../time.ts';
import { CommissionHoldReason, HoldVerdict } from './hold.ts';
import { OrderState } from './order-state.ts';

/** A whole number as a form sends it: digits alone, no `1e3`, no `0x10`. */
const whole = z
  .union([z.string().regex(/^\d{1,15}$/), z.int()])
  .transform(Number)
  .pipe(z.int());
const units = whole.pipe(z.int().min(1).max(MAX_UNITS_PER_ORDER));

/** What a buyer fills in. Price, commission and currency come from the catalog alone. */
export const OrderForm = z.strictObject({
  /** Of a product that offers variants. */
  variantId: VariantId.optional(),
  quantity: units,
  buyerName: line(40),
  buyerPhone: z
    .string()
    .max(40)
    .transform((text) => text.replace(/[\s()-]/g, ''))
    .pipe(z.string().regex(/^\+?\d{6,15}$/)),
  buyerAddress: line(200),
  /** The unit price that the buyer saw, in minor units: another one is told instead of charged. */
  seenPriceMinor: whole.pipe(AmountMinor),
  /** From the page that held the form; a retry answers the first order. */
  idempotencyKey: z.uuid().toLowerCase(),
});
export type OrderForm = z.infer<typeof OrderForm>;

/** What a buyer can do on her order's page, as its forms send it. */
export const BuyerAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('cancel') }),
  z.strictObject({ act: z.literal('receive') }),
  z.strictObject({
    act: z.literal('refund'),
    quantity: units,
    reason: paragraph(300).default(''),
  }),
]);
export type BuyerAct = z.infer<typeof BuyerAct>;

/** What a buyer and her merchant call an order by: its last eight characters, which the merchant's search finds. */
export const toOrderNumber = (orderId: OrderId): string => orderId.slice(-8);

/** `asked` by the buyer, `given` by the merchant, or money that came for an order whose stock had gone. */
export const RefundCause = z.enum(['asked', 'given', 'late_payment']);
/** Open: asked, not decided. Due: the merchant owes the money. Done: she says it was sent. */
export const RefundState = z.enum(['open', 'declined', 'due', 'done']);
export type RefundState = z.infer<typeof RefundState>;

export const Refund = z.strictObject({
  refundId: RefundId,
  quantity: z.int(),
  amount: MoneySum,
  cause: RefundCause,
  state: RefundState,
  reason: z.string(),
  answer: z.string(),
  openedAt: Instant,
});
export type Refund = z.infer<typeof Refund>;

/** An order as its merchant sees it. */
export const Order = z.strictObject({
  orderId: OrderId,
  brandId: BrandId,
  shareId: ShareId,
  shopkeeper: z.strictObject({ accountId: AccountId, displayName: z.string() }),
  product: z.strictObject({ productId: ProductId, name: z.string() }),
  /** What she chose, by the name that it had; null of a product without variants. */
  variant: z.strictObject({ variantId: VariantId, name: z.string() }).nullable(),
  quantity: z.int(),
  refundedQuantity: z.int(),
  unitPrice: Money,
  total: MoneySum,
  /** Of the units that were not refunded; nothing of an order that was given up, or whose commission was rejected. */
  commission: MoneySum,
  /** Set when the order looked like the shopkeeper's own. */
  hold: z.strictObject({ verdict: HoldVerdict, reasons: z.array(CommissionHoldReason) }).nullable(),
  state: OrderState,
  buyer: z.strictObject({ name: z.string(), phone: z.string(), address: z.string() }),
  tracking: z.string(),
  placedAt: Instant,
  expiresAt: Instant,
  refunds: z.array(Refund),
  /** The buyer's page, below the public URL: whoever has it may ask for a refund. */
  path: z.string(),
});
export type Order = z.infer<typeof Order>;

/** A payment, or an order from elsewhere, that was told to us and does not fit: nothing was booked. */
export const HeldPayment = z.strictObject({
  eventId: z.string(),
  orderId: z.string(),
  amount: z.strictObject({ amountMinor: z.int(), currency: z.string() }),
  reason: z.enum(['unknown_order', 'wrong_amount', 'wrong_currency', 'paid_already', 'unknown_product', 'no_link']),
  receivedAt: Instant,
});
export type HeldPayment = z.infer<typeof HeldPayment>;

/** What a shopkeeper has in one currency. Pending: the after-sale period runs. May be negative after a late return. */
export const Balance = z.strictObject({
  currency: Currency,
  pendingMinor: SignedMinor,
  availableMinor: SignedMinor,
  /** On its way in a payout. */
  inPayoutMinor: SignedMinor,
  /** Paid out, without the tax that was withheld. */
  paidMinor: SignedMinor,
  withheldMinor: SignedMinor,
});
export type Balance = z.infer<typeof Balance>;

/** One order on her statement. */
export const EarnedOrder = z.strictObject({
  orderId: OrderId,
  showId: ShowId,
  /** With the variant, where one was chosen. */
  productName: z.string(),
  quantity: z.int(),
  refundedQuantity: z.int(),
  state: OrderState,
  total: MoneySum,
  currency: Currency,
  pendingMinor: SignedMinor,
  availableMinor: SignedMinor,
  /** Set when the order looked like her own; while it is held its commission stays pending. */
  hold: HoldVerdict.nullable(),
  /** When its commission becomes available; null before receipt. */
  availableAt: Instant.nullable(),
  placedAt: Instant,
});
export type EarnedOrder = z.infer<typeof EarnedOrder>;

export const PayoutState = z.enum(['batch', 'approved', 'sent', 'paid', 'failed', 'withdrawn']);
export type PayoutState = z.infer<typeof PayoutState>;

export const Payout = z.strictObject({
  payoutId: PayoutId,
  shopkeeper: z.strictObject({ accountId: AccountId, displayName: z.string() }),
  amount: MoneySum,
  withheldMinor: SumMinor,
  state: PayoutState,
  note: z.string(),
});
export type Payout = z.infer<typeof Payout>;

export const PayoutBatch = z.strictObject({
  batchId: PayoutBatchId,
  currency: Currency,
  withholdingBps: z.int(),
  createdAt: Instant,
  payouts: z.array(Payout),
});
export type PayoutBatch = z.infer<typeof PayoutBatch>;

/** One thing that the hourly reconciliation compares, and how often it did not agree. */
export const Check = z.strictObject({
  name: z.enum(['balanced', 'recomputed', 'sealed', 'published']),
  differences: z.int(),
  /** The first few, in words for the operator. */
  examples: z.array(z.string()),
});
export type Check = z.infer<typeof Check>;
export const Reconciliation = z.strictObject({ at: Instant, isOk: z.boolean(), checks: z.array(Check) });
export type Reconciliation = z.infer<typeof Reconciliation>;
