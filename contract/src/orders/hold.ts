import { z } from 'zod';
import { AccountId, OrderId } from '../ids.ts';
import { MoneySum } from '../money.ts';
import { Instant } from '../time.ts';
import { OrderState } from './order-state.ts';

/** Why a commission is held: the order looks like the shopkeeper's own, or like one of a ring. */
export const CommissionHoldReason = z.enum([
  /** The browser was signed in as her. */
  'own_session',
  /** The browser was signed in as her once. */
  'own_device',
  /** The phone of her account, or of an order that came from a browser of hers. */
  'own_phone',
  /** The address of an order that came from a browser of hers. */
  'own_address',
  /** Address and browser of a session of hers within 24 h: households and offices share them, so it holds nothing alone. */
  'own_place',
  /** The browser was signed in as host or operator once. */
  'crew_device',
  /** Shopkeepers who buy from one another, at most four links around within 30 days. */
  'ring',
  /** Five orders of one phone or browser from her within a day came before. */
  'many_orders',
]);
export type CommissionHoldReason = z.infer<typeof CommissionHoldReason>;

/** A held commission stays pending; released it goes its way, rejected it is taken back. */
export const HoldVerdict = z.enum(['held', 'released', 'rejected']);
export type HoldVerdict = z.infer<typeof HoldVerdict>;

/** A commission that was held, as the operator sees it. */
export const HeldCommission = z.strictObject({
  orderId: OrderId,
  shopkeeper: z.strictObject({ accountId: AccountId, displayName: z.string() }),
  /** The phone without its middle. */
  buyer: z.strictObject({ name: z.string(), phone: z.string() }),
  productName: z.string(),
  quantity: z.int(),
  total: MoneySum,
  /** What is at stake, were it hers. */
  commission: MoneySum,
  state: OrderState,
  verdict: HoldVerdict,
  reasons: z.array(CommissionHoldReason),
  placedAt: Instant,
  judged: z.strictObject({ byName: z.string(), at: Instant }).nullable(),
});
export type HeldCommission = z.infer<typeof HeldCommission>;
