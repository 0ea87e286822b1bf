import { createHash } from 'node:crypto';
import {
  type AccountId,
  AppError,
  type OrderId,
  type orders,
  RESERVATION_MS,
  type ShareCode,
  type ShareId,
} from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { announceOrder } from './change-order.ts';
import { type ChosenShelf, chooseShelf } from './choose-shelf.ts';
import { judgeBuyer } from './judge-buyer.ts';
import { keepCredit } from './keep-credit.ts';
import { findOrderByKey, insertOrderOnce, type NewOrder, type OrderRecord } from './orders.store.ts';
import type { Buyer, Offer, OrdersDeps } from './orders-deps.ts';

export type PlaceOrderDeps = Pick<
  OrdersDeps,
  | 'db'
  | 'now'
  | 'newId'
  | 'findOffer'
  | 'findCreditLink'
  | 'isLinkRecalled'
  | 'attribute'
  | 'creditRule'
  | 'findBuyerTies'
  | 'takeStock'
  | 'expireLater'
  | 'holdRingLater'
  | 'onEarnings'
>;
/** What a buyer filled in, and what her request says of who she is; without that the order is credited all the same. */
export type Purchase = orders.OrderForm & { buyer?: Buyer };

/**
 * Takes the stock, records the order and starts its reservation: all or nothing. A retry with the same key answers the
 * first order, whatever has changed since.
 * @throws AppError `orders.not_for_sale` | `orders.variant_gone` | `orders.price_changed` | `orders.sold_out` |
 * `request.key_reused`
 */
export async function placeOrder(
  deps: PlaceOrderDeps,
  code: ShareCode,
  { buyer = nobodyKnown, ...form }: Purchase,
): Promise<OrderRecord> {
  const offer = await deps.findOffer(deps.db, code);
  if (!offer) {
    const link = await deps.findCreditLink(deps.db, code);
    return getFirst(deps, link?.shareId, { form, gone: notForSale('nothing is sold behind this link') });
  }
  const shelf = chooseShelf(offer, form.variantId);
  // Most who come after the last unit went cost one look, no transaction; a retry still gets its order.
  if (!shelf || shelf.unitsInStock < form.quantity) {
    const gone = shelf ? soldOut(offer, form) : variantGone();
    return getFirst(deps, offer.shareId, { form, gone });
  }
  const { isNew, order } = await deps.db
    .transaction()
    .execute((tx) => placeIn(deps, tx, { offer, shelf, form, buyer }));
  if (isNew) announceOrder(deps, order);
  return order;
}

/** The order that a retry means, though nothing can be ordered any more. @throws what says that it is gone */
async function getFirst(
  { db }: PlaceOrderDeps,
  shareId: ShareId | undefined,
  { form, gone }: { form: orders.OrderForm; gone: AppError },
): Promise<OrderRecord> {
  const first = shareId && (await findOrderByKey(db, shareId, form.idempotencyKey));
  if (first) return checkSame(first, form);
  throw gone;
}

const notForSale = (why: string) => new AppError('orders.not_for_sale', why);
const variantGone = () => new AppError('orders.variant_gone', 'no variant that is offered was named');
const soldOut = ({ productId }: Offer, { quantity, variantId }: orders.OrderForm) =>
  new AppError('orders.sold_out', `product ${productId}, variant ${variantId}, has fewer than ${quantity} left`);

const toHash = (form: orders.OrderForm) => createHash('sha256').update(JSON.stringify(form)).digest('base64url');

/** @throws AppError `request.key_reused` */
function checkSame(order: OrderRecord, form: orders.OrderForm): OrderRecord {
  if (order.requestHash === toHash(form)) return order;
  throw new AppError('request.key_reused', 'this key came with another order');
}

const nobodyKnown: Buyer = { visitorId: null, accountId: null, places: [] };

async function placeIn(
  deps: PlaceOrderDeps,
  tx: Db,
  { buyer, form, offer, shelf }: { form: orders.OrderForm; offer: Offer; shelf: ChosenShelf; buyer: Buyer },
): Promise<{ order: OrderRecord; isNew: boolean }> {
  const placedAt = deps.now();
  const { brandId } = offer;
  const placedOn = { ...offer, isRehearsal: false }; // Nothing is sold behind a rehearsal's link.
  const credit = await deps.attribute(tx, { ...buyer, brandId, placedOn, at: placedAt });
  if (!credit) throw new Error('an order placed on a link was credited to nobody');
  const doubt = await weighBuyer(deps, tx, { buyer, form, at: placedAt, shopkeeperId: offer.shopkeeperId });
  const row = { ...toRow({ ...offer, ...shelf }, form, { id: deps.newId<OrderId>(), placedAt }), ...doubt };
  const isNew = await insertOrderOnce(tx, row);
  const order = await findOrderByKey(tx, row.shareId, row.idempotencyKey);
  if (!order) throw new Error('an order that was just inserted is gone');
  checkSame(order, form);
  if (!isNew) return { order, isNew };
  if (form.seenPriceMinor !== shelf.unitPriceMinor)
    throw new AppError('orders.price_changed', `the price is ${shelf.unitPriceMinor}, the buyer saw another`);
  if (await deps.isLinkRecalled(tx, offer.shareId)) throw notForSale('the material behind this link was recalled');
  await keepCredit(deps, tx, { ...buyer, order, credit });
  await deps.expireLater(tx, order.id, order.expiresAt);
  if (order.holdReasons.includes('ring')) await deps.holdRingLater(tx, order.id);
  // Last, so that the shelf's row is held for as short as can be.
  if (!(await deps.takeStock(tx, order, form.quantity))) throw soldOut(offer, form);
  return { order, isNew };
}

type Weighed = Pick<NewOrder, 'hold' | 'holdReasons' | 'buyerAccounts'>;

/** Whether the commission is held, because the order looks like the shopkeeper's own. The order itself goes its way. */
async function weighBuyer(
  { findBuyerTies }: PlaceOrderDeps,
  tx: Db,
  { at, buyer, form, shopkeeperId }: { at: Date; buyer: Buyer; form: orders.OrderForm; shopkeeperId: AccountId },
): Promise<Weighed> {
  const { buyerAddress: address, buyerPhone: phone } = form;
  const { buyerAccounts, ...ties } = await findBuyerTies(tx, { ...buyer, shopkeeperId, phone, address, at });
  const holdReasons = judgeBuyer({ ...ties, ...buyer, shopkeeperId });
  return { buyerAccounts, holdReasons, hold: holdReasons.length > 0 ? 'held' : null };
}

/** The terms by name: what else an offer tells is not the order's. */
function toRow(
  offer: Offer & ChosenShelf,
  form: orders.OrderForm,
  { id, placedAt }: { id: OrderId; placedAt: Date },
): NewOrder {
  const { seenPriceMinor: _seen, ...rest } = form;
  return {
    ...rest,
    id,
    shareId: offer.shareId,
    shopkeeperId: offer.shopkeeperId,
    showId: offer.showId,
    brandId: offer.brandId,
    productId: offer.productId,
    productName: offer.productName,
    variantId: offer.variantId,
    variantName: offer.variantName,
    unitPriceMinor: offer.unitPriceMinor,
    currency: offer.currency,
    commissionBps: offer.commissionBps,
    afterSaleDays: offer.afterSaleDays,
    state: 'placed',
    requestHash: toHash(form),
    placedAt,
    expiresAt: new Date(placedAt.getTime() + RESERVATION_MS),
  };
}
