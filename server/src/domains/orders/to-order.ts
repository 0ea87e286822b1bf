import type { AccountId, orders } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { computeCommission } from './commission-due.ts';
import { toShownPhone } from './mask-phone.ts';
import { toOrderPath } from './order-link.ts';
import { listRefunds, type OrderRecord, type RefundRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

export type ToOrderDeps = Pick<OrdersDeps, 'namePersons' | 'orderKey'>;

/** Orders as the wire tells them, in the order given: two queries, however many. */
export async function toOrders(deps: ToOrderDeps, db: Db, rows: readonly OrderRecord[]): Promise<orders.Order[]> {
  const [persons, refunds] = await Promise.all([
    deps.namePersons(db, [...new Set(rows.map(({ shopkeeperId }) => shopkeeperId))]),
    listRefunds(
      db,
      rows.map(({ id }) => id),
    ),
  ]);
  const nameOf = (id: AccountId) => persons.get(id)?.displayName ?? '';
  return rows.map((row) => ({
    orderId: row.id,
    brandId: row.brandId,
    shareId: row.shareId,
    shopkeeper: { accountId: row.shopkeeperId, displayName: nameOf(row.shopkeeperId) },
    product: { productId: row.productId, name: row.productName },
    variant: row.variantId && { variantId: row.variantId, name: row.variantName },
    quantity: row.quantity,
    refundedQuantity: row.refundedQuantity,
    ...toMoneyOf(row),
    hold: row.hold && { verdict: row.hold, reasons: row.holdReasons },
    state: row.state,
    buyer: { name: row.buyerName, phone: toShownPhone(row), address: row.buyerAddress },
    tracking: row.tracking,
    placedAt: row.placedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    refunds: refunds.filter(({ orderId }) => orderId === row.id).map((refund) => toRefund(refund, row)),
    path: toOrderPath(deps.orderKey, row.id),
  }));
}

/** One order as the wire tells it. */
export async function toOrder(deps: ToOrderDeps, db: Db, row: OrderRecord): Promise<orders.Order> {
  const [order] = await toOrders(deps, db, [row]);
  if (!order) throw new Error('an order was lost on its way to the wire');
  return order;
}

const toMoneyOf = (row: OrderRecord) => {
  const money = (amountMinor: number) => ({ amountMinor, currency: row.currency });
  return {
    unitPrice: money(row.unitPriceMinor),
    total: money(row.unitPriceMinor * row.quantity),
    commission: money(row.state === 'cancelled' || row.hold === 'rejected' ? 0 : computeCommission(row)),
  };
};

/** A refund as the wire tells it. */
export const toRefund = (refund: RefundRecord, { currency }: Pick<OrderRecord, 'currency'>): orders.Refund => ({
  refundId: refund.id,
  quantity: refund.quantity,
  amount: { amountMinor: refund.amountMinor, currency },
  cause: refund.cause,
  state: refund.state,
  reason: refund.reason,
  answer: refund.answer,
  openedAt: refund.openedAt.toISOString(),
});
