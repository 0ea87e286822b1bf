import { createHash } from 'node:crypto';
import { MAX_UNITS_PER_ORDER, type OrderId, ProductId, ShareCode, VariantId } from '@shoal/contract';
import { z } from 'zod';
import type { Db } from '../../platform/database.ts';
import { announceOrder, changeIn } from './change-order.ts';
import { judgeBuyer } from './judge-buyer.ts';
import { keepCredit } from './keep-credit.ts';
import { insertOutsideOrder, type NewOrder, type OrderRecord } from './orders.store.ts';
import type { Credit, OrdersDeps, SaleTerms } from './orders-deps.ts';
import { type HookAnswer, holdEvent, keepEvent } from './payment-events.ts';
import { type Hook, readSigned, shopText } from './signed-hook.ts';
import { readVisitorRef } from './visitor-ref.ts';

/** An order that was placed and paid in an outside shop, with what its address carried from a shopkeeper's page. */
const OutsideOrder = z.strictObject({
  eventId: shopText(200).min(1),
  /** The number that the shop gave it. */
  orderId: shopText(64).min(1),
  productId: ProductId,
  /** Where the shop knows ours; without it the order names the product alone. */
  variantId: VariantId.optional(),
  quantity: z.int().min(1).max(MAX_UNITS_PER_ORDER),
  /** Of all units together. */
  amountMinor: z.int().min(0).max(10_000_000_000),
  currency: shopText(3).length(3),
  link: ShareCode.optional(),
  visitor: z.string().max(64).optional(),
  buyerPhone: shopText(20).optional(),
});
type OutsideOrder = z.infer<typeof OutsideOrder>;

type Received = { answer: HookAnswer; paid?: OrderRecord };

/**
 * Takes over an order that an outside shop tells, once for its event id: credited by the buyer's clicks, else by the link
 * that it names, and paid. What nobody can be credited for, or does not fit its product, is held and listed.
 * @throws AppError `accounts.not_allowed` for a bad or old signature | `request.invalid` | `request.key_reused`
 */
export async function receiveOutsideOrder(deps: OrdersDeps, hook: Hook): Promise<HookAnswer> {
  const event = await readSigned(deps, hook, OutsideOrder);
  const done = await deps.db.transaction().execute((tx) => receiveIn(deps, tx, { event, hook }));
  if (done.paid) announceOrder(deps, done.paid);
  return done.answer;
}

async function receiveIn(
  deps: OrdersDeps,
  tx: Db,
  { event, hook: { body, brandId } }: { event: OutsideOrder; hook: Hook },
): Promise<Received> {
  const at = deps.now();
  const kept = { ...event, brandId };
  const repeated = await keepEvent(tx, kept, { at, body });
  if (repeated) return { answer: repeated };
  const { productId, variantId = null } = event;
  const terms = await deps.findSaleTerms(tx, brandId, { productId, variantId });
  if (!terms) return { answer: await holdEvent(tx, kept, 'unknown_product') };
  if (terms.currency !== event.currency) return { answer: await holdEvent(tx, kept, 'wrong_currency') };
  if (event.amountMinor % event.quantity !== 0) return { answer: await holdEvent(tx, kept, 'wrong_amount') };
  const visitorId = event.visitor ? readVisitorRef(deps.orderKey, brandId, event.visitor) : null;
  const carried = event.link && (await deps.findCreditLink(tx, event.link));
  const credit = await deps.attribute(tx, { at, brandId, visitorId, ...(carried && { carried }) });
  if (!credit) return { answer: await holdEvent(tx, kept, 'no_link') };
  const order = await insertOutsideOrder(tx, await toRow(deps, tx, { at, credit, event, terms, visitorId }));
  if (!order) return { answer: await holdEvent(tx, kept, 'paid_already') };
  await keepCredit(deps, tx, { credit, order, visitorId });
  if (order.holdReasons.includes('ring')) await deps.holdRingLater(tx, order.id);
  const pay = { act: 'pay' as const, by: null, detail: `outside_shop ${event.eventId}` };
  const { order: paid } = await changeIn(deps, tx, { orderId: order.id, ...pay });
  return { answer: { isRepeated: false, heldFor: null }, paid };
}

type Taken = { at: Date; credit: Credit; event: OutsideOrder; terms: SaleTerms; visitorId: Buffer | null };

async function toRow(deps: OrdersDeps, tx: Db, { at, credit, event, terms, visitorId }: Taken): Promise<NewOrder> {
  const { brandId, shareId, shopkeeperId, showId } = credit.chosen.link;
  const { amountMinor, buyerPhone, orderId: outsideNumber, productId, quantity, variantId = null } = event;
  const buyer = { visitorId, accountId: null, places: [], phone: buyerPhone ?? null, address: null };
  const { buyerAccounts, ...ties } = await deps.findBuyerTies(tx, { ...buyer, shopkeeperId, at });
  const holdReasons = judgeBuyer({ ...ties, ...buyer, shopkeeperId });
  return {
    ...terms,
    id: deps.newId<OrderId>(),
    brandId,
    shareId,
    shopkeeperId,
    showId,
    productId,
    variantId,
    quantity,
    outsideNumber,
    buyerAccounts,
    holdReasons,
    hold: holdReasons.length > 0 ? 'held' : null,
    unitPriceMinor: amountMinor / quantity,
    state: 'placed',
    buyerName: '',
    buyerPhone: buyerPhone ?? '',
    buyerAddress: '',
    idempotencyKey: deps.newId(),
    requestHash: createHash('sha256').update(JSON.stringify(event)).digest('base64url'),
    placedAt: at,
    expiresAt: at,
  };
}
