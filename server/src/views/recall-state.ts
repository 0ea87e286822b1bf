import type { BrandId, MaterialId, recalls } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

const MAX_ACTS = 50;

/** A material with its recall, what that concerns, and all acts; of a material that exists. */
export async function readRecallState(db: Db, materialId: MaterialId): Promise<recalls.RecallState> {
  const [{ title }, reach, standing, acts] = await Promise.all([
    db.selectFrom('materials').select('title').where('id', '=', materialId).executeTakeFirstOrThrow(),
    readReach(db, materialId),
    findStanding(db, materialId),
    listActs(db, materialId),
  ]);
  return { materialId, title, reach, standing, acts };
}

export async function listRecalled(db: Db, brandId: BrandId): Promise<MaterialId[]> {
  const rows = await db
    .selectFrom('standingRecalls')
    .innerJoin('materials', 'materials.id', 'standingRecalls.materialId')
    .select('materialId')
    .where('brandId', '=', brandId)
    .execute();
  return rows.map(({ materialId }) => materialId);
}

const readReach = (db: Db, materialId: MaterialId): Promise<recalls.RecallReach> =>
  db
    .selectFrom('shares')
    .leftJoin('orders', (join) => join.onRef('orders.shareId', '=', 'shares.id').on('orders.state', '<>', 'cancelled'))
    .select((eb) => [
      eb.fn.count<number>('shares.id').distinct().as('links'),
      eb.fn.count<number>('shares.shopkeeperId').distinct().as('shopkeepers'),
      eb.fn.count<number>('orders.id').as('orders'),
    ])
    .where('materialId', '=', materialId)
    .where('shares.isRehearsal', '=', false)
    .executeTakeFirstOrThrow();

async function findStanding(db: Db, materialId: MaterialId): Promise<recalls.Recall | null> {
  const row = await db
    .selectFrom('standingRecalls as standing')
    .innerJoin('recallActs as act', 'act.id', 'standing.recallId')
    .leftJoin('materials as other', 'other.id', 'act.replacementId')
    .select(['act.id as recallId', 'act.reason', 'act.correction', 'act.at', 'act.replacementId', 'other.title'])
    .select([
      sql<number>`(select count(*) from recall_receipts r where r.recall_id = act.id)`.as('seen'),
      sql<number>`(select count(r.done_at) from recall_receipts r where r.recall_id = act.id)`.as('done'),
    ])
    .where('standing.materialId', '=', materialId)
    .executeTakeFirst();
  if (!row) return null;
  const { at, replacementId, title, ...rest } = row;
  const replacement = replacementId && { materialId: replacementId, title: title ?? '' };
  return { ...rest, replacement, recalledAt: at.toISOString() };
}

async function listActs(db: Db, materialId: MaterialId): Promise<recalls.RecallAct[]> {
  const rows = await db
    .selectFrom('recallActs as act')
    .innerJoin('accounts', 'accounts.id', 'act.byAccount')
    .select(['act.id as recallId', 'act.kind', 'act.reason', 'act.at', 'accounts.displayName as byName'])
    .where('act.materialId', '=', materialId)
    .orderBy('act.at', 'desc')
    .orderBy('act.id', 'desc')
    .limit(MAX_ACTS)
    .execute();
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
