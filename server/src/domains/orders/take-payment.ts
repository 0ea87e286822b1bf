import { type AccountId, AppError, type OrderId, type orders, type RefundId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { changeIn } from './change-order.ts';
import { insertRefund, listRefunds, lockOrder, type OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

export type TakePaymentDeps = Pick<OrdersDeps, 'now' | 'newId' | 'takeStock' | 'tellTaskLater'>;

/** What a provider says: this much came for that order. Shoal states it and never holds the money itself. */
export type PaymentNotice = {
  orderId: OrderId;
  amountMinor: number;
  currency: string;
  by: AccountId | null;
  /** Which provider, and its reference. */
  detail: string;
};

/** A way in which payments become known: reads what it was given into a notice that can be trusted, or throws. */
export type PaymentProvider<Given> = { readonly name: string; readNotice(given: Given): Promise<PaymentNotice> };

export type PaymentVerdict = { order: OrderRecord; isNew: boolean; heldFor: orders.HeldPayment['reason'] | null };

/**
 * Books a payment whose amount and currency are the order's. For an order that was given up meanwhile stock is taken
 * again; when there is none left, a refund of the whole is due.
 * @throws AppError `orders.not_found`
 */
export async function takePayment(deps: TakePaymentDeps, tx: Db, notice: PaymentNotice): Promise<PaymentVerdict> {
  const before = await lockOrder(tx, notice.orderId);
  const heldFor = judgeNotice(before, notice);
  if (heldFor) return { order: before, isNew: false, heldFor };
  if (before.state === 'cancelled' && (await isOwedBack(tx, before)))
    return { order: before, isNew: false, heldFor: 'paid_already' };
  if (before.state === 'cancelled' && !(await deps.takeStock(tx, before, before.quantity))) {
    await oweLatePayment(deps, tx, before);
    return { order: before, isNew: false, heldFor: null };
  }
  const { by, detail, orderId } = notice;
  const changed = await changeIn(deps, tx, { orderId, act: 'pay', by, detail });
  return { ...changed, heldFor: null };
}

function judgeNotice(order: OrderRecord, notice: PaymentNotice): orders.HeldPayment['reason'] | null {
  if (notice.currency !== order.currency) return 'wrong_currency';
  if (notice.amountMinor !== order.unitPriceMinor * order.quantity) return 'wrong_amount';
  return order.state === 'placed' || order.state === 'cancelled' ? null : 'paid_already';
}

/** Its money came once already, too late for its stock. */
export const isOwedBack = async (db: Db, { id }: OrderRecord): Promise<boolean> =>
  (await listRefunds(db, [id])).some(({ cause }) => cause === 'late_payment');

async function oweLatePayment(deps: TakePaymentDeps, tx: Db, order: OrderRecord): Promise<void> {
  const { id, quantity, unitPriceMinor } = order;
  await insertRefund(tx, {
    id: deps.newId<RefundId>(),
    orderId: id,
    quantity,
    amountMinor: unitPriceMinor * quantity,
    cause: 'late_payment',
    state: 'due',
    reason: '',
    answer: '',
    openedAt: deps.now(),
  });
}

/** What a person who confirms is told when the payment does not fit. */
export function refuseHeld(heldFor: orders.HeldPayment['reason']): AppError {
  if (heldFor === 'paid_already') return new AppError('orders.wrong_state', 'this order was paid already');
  return new AppError('orders.wrong_amount', 'the amount is not what the order costs');
}
