import { type AccountId, AppError, type PayoutBatchId, type PayoutId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { PayoutBatchRecord, PayoutRecord } from './orders.table.ts';

export type { PayoutBatchRecord, PayoutRecord };

/** @returns false when this operator used the key before. */
export async function insertBatchOnce(tx: Db, batch: PayoutBatchRecord): Promise<boolean> {
  const inserted = await tx
    .insertInto('payoutBatches')
    .values(batch)
    .onConflict((conflict) => conflict.columns(['createdBy', 'idempotencyKey']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export const findBatchByKey = (db: Db, createdBy: AccountId, key: string): Promise<PayoutBatchRecord | undefined> =>
  db
    .selectFrom('payoutBatches')
    .selectAll()
    .where('createdBy', '=', createdBy)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();

/** The batch, held until the transaction ends. @throws AppError `orders.not_found` */
export async function lockBatch(tx: Db, batchId: PayoutBatchId): Promise<PayoutBatchRecord> {
  const batch = await tx
    .selectFrom('payoutBatches')
    .selectAll()
    .where('id', '=', batchId)
    .forUpdate()
    .executeTakeFirst();
  if (!batch) throw new AppError('orders.not_found', `no batch ${batchId}`);
  return batch;
}

export const listBatches = (db: Db, limit: number): Promise<PayoutBatchRecord[]> =>
  db.selectFrom('payoutBatches').selectAll().orderBy('id', 'desc').limit(limit).execute();

export const insertPayouts = (tx: Db, payouts: readonly PayoutRecord[]) =>
  tx
    .insertInto('payouts')
    .values([...payouts])
    .execute();

export const listPayouts = (db: Db, batchIds: readonly PayoutBatchId[]): Promise<PayoutRecord[]> =>
  batchIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('payouts')
        .selectAll()
        .where('batchId', 'in', [...batchIds])
        .orderBy('id')
        .execute();

/** Moves the payouts of a batch that are in a state on to the next. */
export const moveBatch = (tx: Db, batchId: PayoutBatchId, from: PayoutRecord['state'], to: PayoutRecord['state']) =>
  tx.updateTable('payouts').set({ state: to }).where('batchId', '=', batchId).where('state', '=', from).execute();

/** The payout, held until the transaction ends. @throws AppError `orders.not_found` */
export async function lockPayout(tx: Db, payoutId: PayoutId): Promise<PayoutRecord> {
  const payout = await tx.selectFrom('payouts').selectAll().where('id', '=', payoutId).forUpdate().executeTakeFirst();
  if (!payout) throw new AppError('orders.not_found', `no payout ${payoutId}`);
  return payout;
}

export const updatePayout = (tx: Db, payoutId: PayoutId, change: Pick<PayoutRecord, 'state' | 'note'>) =>
  tx.updateTable('payouts').set(change).where('id', '=', payoutId).execute();
