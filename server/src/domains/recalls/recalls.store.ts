import { type AccountId, AppError, type MaterialId, type RecallId, type ShareId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { RecallActRecord } from './recalls.table.ts';

export type { RecallActRecord };

/** One after the other on a material: waits for orders and drops that are under way, and they wait for this. */
export async function lockMaterial(tx: Db, materialId: MaterialId): Promise<void> {
  await tx.selectFrom('materials').select('id').where('id', '=', materialId).forUpdate().execute();
}

/** Whether a material is recalled, certain until the transaction at hand ends: a recall waits for it. */
async function isRecalledForSure(tx: Db, materialId: MaterialId): Promise<boolean> {
  await tx.selectFrom('materials').select('id').where('id', '=', materialId).forKeyShare().execute();
  return isRecalled(tx, materialId); // Asked after the lock, so that it sees what it waited for.
}

/** Nobody may hand out what is recalled. @throws AppError `drops.recalled` */
export async function requireUnrecalled(tx: Db, materialId: MaterialId): Promise<void> {
  if (await isRecalledForSure(tx, materialId)) throw new AppError('drops.recalled', `${materialId} is recalled`);
}

/** The same of the material behind a link, told instead of thrown. */
export async function isLinkRecalledForSure(tx: Db, shareId: ShareId): Promise<boolean> {
  const { materialId } = await tx
    .selectFrom('materials')
    .innerJoin('shares', 'shares.materialId', 'materials.id')
    .select('materials.id as materialId')
    .where('shares.id', '=', shareId)
    .forKeyShare('materials')
    .executeTakeFirstOrThrow();
  return isRecalled(tx, materialId);
}

export const isRecalled = async (db: Db, materialId: MaterialId): Promise<boolean> =>
  (await db
    .selectFrom('standingRecalls')
    .select('recallId')
    .where('materialId', '=', materialId)
    .executeTakeFirst()) !== undefined;

export async function insertAct(tx: Db, act: RecallActRecord): Promise<void> {
  await tx.insertInto('recallActs').values(act).execute();
}

/** The recall that holds from now on, in place of the one before. */
export async function putStanding(tx: Db, standing: { materialId: MaterialId; recallId: RecallId }): Promise<void> {
  await tx
    .insertInto('standingRecalls')
    .values(standing)
    .onConflict((conflict) => conflict.column('materialId').doUpdateSet({ recallId: standing.recallId }))
    .execute();
}

/** @returns false, having changed nothing, when no recall stood. */
export async function removeStanding(tx: Db, materialId: MaterialId): Promise<boolean> {
  const removed = await tx.deleteFrom('standingRecalls').where('materialId', '=', materialId).executeTakeFirst();
  return removed.numDeletedRows === 1n;
}

/** Whether she has a link that a standing recall concerns. */
export const isConcerned = async (db: Db, shopkeeperId: AccountId, recallId: RecallId): Promise<boolean> =>
  (await db
    .selectFrom('standingRecalls')
    .innerJoin('shares', 'shares.materialId', 'standingRecalls.materialId')
    .select('shares.id')
    .where('standingRecalls.recallId', '=', recallId)
    .where('shares.shopkeeperId', '=', shopkeeperId)
    .where('shares.isRehearsal', '=', false)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** The first time of each step stays. */
export async function keepReceipt(
  db: Db,
  {
    at,
    recallId,
    shopkeeperId,
    step,
  }: { recallId: RecallId; shopkeeperId: AccountId; step: 'seen' | 'done'; at: Date },
): Promise<void> {
  const doneAt = step === 'done' ? at : null;
  await db
    .insertInto('recallReceipts')
    .values({ recallId, shopkeeperId, seenAt: at, doneAt })
    .onConflict((conflict) =>
      conflict
        .columns(['recallId', 'shopkeeperId'])
        .doUpdateSet((eb) => ({ doneAt: eb.fn.coalesce('recallReceipts.doneAt', 'excluded.doneAt') })),
    )
    .execute();
}
