import {
  type AccountId,
  AppError,
  type BrandId,
  type OrderId,
  type orders,
  type RefundId,
  type ShareId,
  type VariantId,
} from '@shoal/contract';
import { type Expression, type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { NewOrder, OrderRecord, OrderTable, PaymentEventRecord, RefundRecord } from './orders.table.ts';

export type { NewOrder, OrderRecord, RefundRecord };

/** Records the order unless its key was used on that link before. @returns whether it is new. */
export async function insertOrderOnce(tx: Db, order: NewOrder): Promise<boolean> {
  const inserted = await tx
    .insertInto('orders')
    .values(order)
    .onConflict((conflict) => conflict.columns(['shareId', 'idempotencyKey']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Records an order of an outside shop; undefined when its number is known. */
export const insertOutsideOrder = (tx: Db, order: NewOrder): Promise<OrderRecord | undefined> =>
  tx
    .insertInto('orders')
    .values(order)
    .onConflict((conflict) =>
      conflict.columns(['brandId', 'outsideNumber']).where('outsideNumber', 'is not', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();

export const findOrderByKey = (db: Db, shareId: ShareId, key: string): Promise<OrderRecord | undefined> =>
  db
    .selectFrom('orders')
    .selectAll()
    .where('shareId', '=', shareId)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();

/** Those of the variants that an order names, whatever became of it. */
export async function listOrderedVariants(db: Db, variantIds: readonly VariantId[]): Promise<VariantId[]> {
  if (variantIds.length === 0) return [];
  const rows = await db
    .selectFrom('orders')
    .select('variantId')
    .distinct()
    .where('variantId', 'in', [...variantIds])
    .execute();
  return rows.flatMap(({ variantId }) => variantId ?? []);
}

export const findOrder = (db: Db, orderId: OrderId): Promise<OrderRecord | undefined> =>
  db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst();

/** The order, held until the transaction ends. @throws AppError `orders.not_found` */
export async function lockOrder(tx: Db, orderId: OrderId): Promise<OrderRecord> {
  const order = await tx.selectFrom('orders').selectAll().where('id', '=', orderId).forUpdate().executeTakeFirst();
  if (!order) throw new AppError('orders.not_found', `no order ${orderId}`);
  return order;
}

export type OrderChange = Partial<Pick<OrderTable, 'state'>> &
  Partial<
    Pick<
      OrderRecord,
      'refundedQuantity' | 'tracking' | 'shippedAt' | 'receivedAt' | 'expiresAt' | 'hold' | 'holdReasons'
    >
  >;

/** Changes a locked order, one version on, and keeps who did it. */
export async function updateOrder(
  tx: Db,
  { id, version }: OrderRecord,
  { act, at, by, change, detail }: { act: string; at: Date; by: AccountId | null; change: OrderChange; detail: string },
): Promise<OrderRecord> {
  const after = await tx
    .updateTable('orders')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('orderEvents')
    .values({ orderId: id, version: after.version, act, byAccount: by, at, detail })
    .execute();
  return after;
}

export type OrderFilter = {
  brandId: BrandId;
  state?: orders.OrderState | undefined;
  search?: string | undefined;
  before?: OrderId | undefined;
};

/** Orders of a brand, newest first. */
export function listBrandOrders(db: Db, filter: OrderFilter, limit: number): Promise<OrderRecord[]> {
  let query = db.selectFrom('orders').selectAll().where('brandId', '=', filter.brandId).orderBy('id', 'desc');
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  if (filter.search) query = query.where(matches(filter.search));
  return query.limit(limit).execute();
}

const matches = (text: string): Expression<SqlBool> => {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`(buyer_name ilike ${pattern} or buyer_phone like ${pattern} or id::text ilike ${pattern})`;
};

export const listShopkeeperOrders = (db: Db, shopkeeperId: AccountId, limit: number): Promise<OrderRecord[]> =>
  db
    .selectFrom('orders')
    .selectAll()
    .where('shopkeeperId', '=', shopkeeperId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Orders whose time has come, by id: unpaid too long, on their way too long, or out of their after-sale period. */
export async function listDueOrders(
  db: Db,
  { after, now, receivedBefore }: { now: Date; receivedBefore: Date; after?: OrderId | undefined },
  limit: number,
): Promise<Pick<OrderRecord, 'id' | 'state'>[]> {
  const query = db
    .selectFrom('orders')
    .select(['id', 'state'])
    .where(({ and, eb, or }) =>
      or([
        and([eb('state', '=', 'placed'), eb('expiresAt', '<=', now)]),
        and([eb('state', '=', 'shipped'), eb('shippedAt', '<=', receivedBefore)]),
        and([
          eb('state', '=', 'received'),
          eb(sql<Date>`received_at + make_interval(hours => after_sale_days * 24)`, '<=', now),
        ]),
      ]),
    )
    .orderBy('id')
    .limit(limit);
  return (after ? query.where('id', '>', after) : query).execute();
}

export const listRefunds = (db: Db, orderIds: readonly OrderId[]): Promise<RefundRecord[]> =>
  orderIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('refunds')
        .selectAll()
        .where('orderId', 'in', [...orderIds])
        .orderBy('id')
        .execute();

export const insertRefund = (tx: Db, refund: RefundRecord) => tx.insertInto('refunds').values(refund).execute();

export const findRefund = (db: Db, refundId: RefundId): Promise<RefundRecord | undefined> =>
  db.selectFrom('refunds').selectAll().where('id', '=', refundId).executeTakeFirst();

export const updateRefund = (tx: Db, refundId: RefundId, change: Pick<RefundRecord, 'state' | 'answer'>) =>
  tx.updateTable('refunds').set(change).where('id', '=', refundId).execute();

/** Keeps an event that an outside shop told, once. @returns false when it is known; its hash says whether it was the same. */
export async function insertPaymentEvent(tx: Db, event: PaymentEventRecord): Promise<boolean> {
  const inserted = await tx
    .insertInto('paymentEvents')
    .values(event)
    .onConflict((conflict) => conflict.columns(['brandId', 'eventId']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export const findPaymentEvent = (db: Db, brandId: BrandId, eventId: string): Promise<PaymentEventRecord | undefined> =>
  db
    .selectFrom('paymentEvents')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('eventId', '=', eventId)
    .executeTakeFirst();

export const holdPaymentEvent = (
  tx: Db,
  { brandId, eventId }: Pick<PaymentEventRecord, 'brandId' | 'eventId'>,
  heldFor: orders.HeldPayment['reason'],
) =>
  tx
    .updateTable('paymentEvents')
    .set({ heldFor })
    .where('brandId', '=', brandId)
    .where('eventId', '=', eventId)
    .execute();

export const listHeldEvents = (db: Db, brandId: BrandId, limit: number): Promise<PaymentEventRecord[]> =>
  db
    .selectFrom('paymentEvents')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('heldFor', 'is not', null)
    .orderBy('receivedAt', 'desc')
    .limit(limit)
    .execute();

export const insertExport = (
  db: Db,
  entry: { id: string; accountId: AccountId; what: string; rowCount: number; at: Date },
) => db.insertInto('exports').values(entry).execute();
