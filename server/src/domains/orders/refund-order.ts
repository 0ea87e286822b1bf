import { AppError, type OrderId, type RefundId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { announceOrder, changeIn } from './change-order.ts';
import { getCrewOrder, noSuchOrder } from './get-crew-order.ts';
import { isPaid } from './order-states.ts';
import {
  findRefund,
  insertRefund,
  listRefunds,
  lockOrder,
  type OrderRecord,
  type RefundRecord,
  updateRefund,
} from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

/**
 * The merchant refunds units on her own accord, up to a total: a retry with the same total changes nothing.
 * @throws AppError `orders.not_found` | `orders.wrong_state`
 */
export async function giveRefund(
  deps: OrdersDeps,
  caller: Member,
  { orderId, reason, refundedQuantity }: { orderId: OrderId; refundedQuantity: number; reason: string },
): Promise<OrderRecord> {
  await getCrewOrder(deps, caller, orderId);
  const { isNew, order } = await deps.db.transaction().execute(async (tx) => {
    const before = await lockOrder(tx, orderId);
    const quantity = refundedQuantity - before.refundedQuantity;
    if (quantity <= 0) return { order: before, isNew: false };
    const refund = toRefund(deps, before, { quantity, reason, cause: 'given', state: 'due' });
    await insertRefund(tx, refund);
    return refundUnits(deps, tx, { order: before, quantity, by: caller });
  });
  if (isNew) announceOrder(deps, order);
  return order;
}

/**
 * A buyer asks for a refund of what she has left. While one is open, asking again answers the same.
 * @throws AppError `orders.not_found` | `orders.wrong_state`
 */
export async function askRefund(
  deps: OrdersDeps,
  orderId: OrderId,
  { quantity, reason }: { quantity: number; reason: string },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const order = await lockOrder(tx, orderId);
    const isOpen = (await listRefunds(tx, [orderId])).some(({ state }) => state === 'open');
    if (isOpen) return;
    const left = order.quantity - order.refundedQuantity;
    if (!isPaid(order.state) || quantity < 1 || quantity > left)
      throw new AppError('orders.wrong_state', `${quantity} of ${left} units of an order that is ${order.state}`);
    await insertRefund(tx, toRefund(deps, order, { quantity, reason, cause: 'asked', state: 'open' }));
  });
}

type Decision = { refundId: RefundId; decision: 'accept' | 'decline' | 'done'; answer: string };

/** Where each decision leads from; deciding the same again changes nothing. */
const decisions = {
  accept: { from: 'open', to: 'due' },
  decline: { from: 'open', to: 'declined' },
  done: { from: 'due', to: 'done' },
} as const;

/**
 * The merchant answers, or says that the money went back. An accepted refund takes the units, and their commission.
 * @throws AppError `orders.not_found` | `orders.wrong_state`
 */
export async function decideRefund(deps: OrdersDeps, caller: Member, decision: Decision): Promise<OrderRecord> {
  const asked = await findRefund(deps.db, decision.refundId);
  if (!asked) throw noSuchOrder();
  await getCrewOrder(deps, caller, asked.orderId);
  const { isNew, order } = await deps.db
    .transaction()
    .execute((tx) => decideIn(deps, tx, { ...decision, asked, caller }));
  if (isNew) announceOrder(deps, order);
  return order;
}

async function decideIn(
  deps: OrdersDeps,
  tx: Db,
  { answer, asked, caller, decision, refundId }: Decision & { asked: RefundRecord; caller: Member },
): Promise<{ order: OrderRecord; isNew: boolean }> {
  const order = await lockOrder(tx, asked.orderId);
  const refund = (await findRefund(tx, refundId)) ?? asked;
  const { from, to } = decisions[decision];
  if (refund.state === to || (decision === 'accept' && refund.state === 'done')) return { order, isNew: false };
  if (refund.state !== from)
    throw new AppError('orders.wrong_state', `a refund that is ${refund.state} cannot be ${decision}`);
  await updateRefund(tx, refundId, { state: to, answer: answer || refund.answer });
  if (decision !== 'accept') return { order, isNew: false };
  return refundUnits(deps, tx, { order, quantity: refund.quantity, by: caller });
}

/** Under the order's lock, which the caller holds. */
async function refundUnits(
  deps: OrdersDeps,
  tx: Db,
  { by, order, quantity }: { order: OrderRecord; quantity: number; by: Member },
): Promise<{ order: OrderRecord; isNew: boolean }> {
  const refundedQuantity = order.refundedQuantity + quantity;
  if (!isPaid(order.state) || quantity < 1 || refundedQuantity > order.quantity)
    throw new AppError('orders.wrong_state', `${quantity} more of ${order.quantity} units cannot be refunded`);
  const isWhole = refundedQuantity === order.quantity;
  // What never left can be sold again. What comes back is the merchant's to look at, and an outside shop keeps its own stock.
  const isOnShelf = order.state === 'paid' && order.outsideNumber === null;
  return changeIn(deps, tx, {
    orderId: order.id,
    act: 'refund',
    by: by.accountId,
    detail: String(quantity),
    decide: async () => {
      if (isOnShelf) await deps.returnStock(tx, order, quantity);
      return { refundedQuantity, ...(isWhole && { state: 'refunded' as const }) };
    },
  });
}

const toRefund = (
  deps: Pick<OrdersDeps, 'newId' | 'now'>,
  order: OrderRecord,
  more: Pick<RefundRecord, 'quantity' | 'reason' | 'cause' | 'state'>,
): RefundRecord => ({
  id: deps.newId<RefundId>(),
  orderId: order.id,
  amountMinor: order.unitPriceMinor * more.quantity,
  answer: '',
  openedAt: deps.now(),
  ...more,
});
