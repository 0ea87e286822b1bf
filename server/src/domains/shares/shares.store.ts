import type { AccountId, MaterialId, ShareCode, ShareId, ShowId, shares } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ShareRecord } from './shares.table.ts';
import { toTaskLink } from './task-links.ts';

const MAX_ROWS = 200;

/** A share with what happened to it so far. */
export type ShareRow = ShareRecord & { evidence: shares.EvidenceGrade | null; visitors: number; visits: number };

const visitorsOf = sql<number>`shares.visitors_before
  + (select count(*) from link_visitors v where v.share_id = shares.id)`;
const visitsOf = sql<number>`shares.visits_before
  + (select coalesce(sum(v.visits), 0) from link_visitors v where v.share_id = shares.id)`;
const bestEvidence = sql<shares.EvidenceGrade | null>`(select max(grade) from share_evidence e where e.share_id = shares.id)`;

const selectShares = (db: Db) =>
  db
    .selectFrom('shares')
    .selectAll('shares')
    .select([visitorsOf.as('visitors'), visitsOf.as('visits'), bestEvidence.as('evidence')]);

/** Makes the link unless she has it already. Of two at once the second gets the first one's. */
export async function insertShareOnce(
  db: Db,
  share: Omit<ShareRecord, 'visitorsBefore' | 'visitsBefore'>,
): Promise<ShareRow> {
  await db
    .insertInto('shares')
    .values(share)
    .onConflict((conflict) =>
      conflict.columns(['shopkeeperId', 'showId', 'materialId', 'taskId', 'groupId']).doNothing(),
    )
    .execute();
  return selectShares(db)
    .where('shopkeeperId', '=', share.shopkeeperId)
    .where('showId', '=', share.showId)
    .where('materialId', '=', share.materialId)
    .where('taskId', 'is not distinct from', share.taskId)
    .where('groupId', 'is not distinct from', share.groupId)
    .executeTakeFirstOrThrow();
}

/** One share of this shopkeeper; another's looks like none. */
export const findShare = (db: Db, shopkeeperId: AccountId, shareId: ShareId): Promise<ShareRow | undefined> =>
  selectShares(db).where('id', '=', shareId).where('shopkeeperId', '=', shopkeeperId).executeTakeFirst();

export const findShareByCode = (db: Db, code: ShareCode): Promise<ShareRow | undefined> =>
  selectShares(db).where('code', '=', code).executeTakeFirst();

/** Where a material stands in a show that she has links into, rehearsals apart. */
export const findOwnDrop = (
  db: Db,
  { materialId, shopkeeperId, showId }: { shopkeeperId: AccountId; showId: ShowId; materialId: MaterialId },
): Promise<{ seq: number } | undefined> =>
  db
    .selectFrom('drops')
    .select('seq')
    .where('drops.showId', '=', showId)
    .where('drops.materialId', '=', materialId)
    .where('recallSeq', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('shares')
          .select('shares.id')
          .whereRef('shares.showId', '=', 'drops.showId')
          .where('shopkeeperId', '=', shopkeeperId)
          .where('isRehearsal', '=', false),
      ),
    )
    .orderBy('seq', 'desc')
    .executeTakeFirst();

/** What a link shows. */
export const findShareMaterial = (db: Db, shareId: ShareId): Promise<{ materialId: MaterialId } | undefined> =>
  db.selectFrom('shares').select('materialId').where('id', '=', shareId).executeTakeFirst();

/** The task that a link was made for, as tasks know it; undefined when it was made for none. */
export async function findTaskLink(db: Db, shareId: ShareId) {
  const share = await db
    .selectFrom('shares')
    .select(['id', 'taskId', 'shopkeeperId', 'createdAt'])
    .where('id', '=', shareId)
    .executeTakeFirst();
  return share && toTaskLink(share);
}

/** Her shares, newest first, at most 200; those of rehearsals only of the show that is asked for. */
export async function listShares(db: Db, shopkeeperId: AccountId, showId?: ShowId): Promise<ShareRow[]> {
  const query = selectShares(db).where('shopkeeperId', '=', shopkeeperId).orderBy('createdAt', 'desc').limit(MAX_ROWS);
  const asked = showId ? query.where('showId', '=', showId) : query.where('isRehearsal', '=', false);
  return asked.orderBy('id', 'desc').execute();
}

/** All visitors of all her links and their visits, also of those beyond the list's end. */
export const countVisitors = (
  db: Db,
  shopkeeperId: AccountId,
  showId?: ShowId,
): Promise<{ visitorsTotal: number; visitsTotal: number }> => {
  const query = db
    .selectFrom('shares')
    .select(sql<number>`coalesce(sum(${visitorsOf}), 0)`.as('visitorsTotal'))
    .select(sql<number>`coalesce(sum(${visitsOf}), 0)`.as('visitsTotal'))
    .where('shopkeeperId', '=', shopkeeperId);
  return (showId ? query.where('showId', '=', showId) : query).executeTakeFirstOrThrow();
};

/** Keeps a grade of evidence. @returns whether it is the first of any grade, or of this one. */
export async function insertEvidence(
  db: Db,
  evidence: { shareId: ShareId; grade: shares.EvidenceGrade; at: Date },
): Promise<boolean> {
  const inserted = await db
    .insertInto('shareEvidence')
    .values(evidence)
    .onConflict((conflict) => conflict.columns(['shareId', 'grade']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

const forwarded = (db: Db, showId: ShowId) =>
  db
    .selectFrom('shares')
    .where('showId', '=', showId)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('shareEvidence').select('shareId').whereRef('shareId', '=', 'shares.id')),
    );

/** How many shopkeepers forwarded each material of a show, by any evidence; what nobody forwarded is missing. */
export async function countForwarded(db: Db, showId: ShowId): Promise<ReadonlyMap<MaterialId, number>> {
  const rows = await forwarded(db, showId)
    .select((eb) => ['materialId', eb.fn.count<number>('shopkeeperId').distinct().as('people')])
    .groupBy('materialId')
    .execute();
  return new Map(rows.map(({ materialId, people }) => [materialId, people]));
}

/** Who forwarded a material of a show. */
export async function listForwarders(db: Db, showId: ShowId, materialId: MaterialId): Promise<AccountId[]> {
  const rows = await forwarded(db, showId)
    .select('shopkeeperId')
    .distinct()
    .where('materialId', '=', materialId)
    .execute();
  return rows.map(({ shopkeeperId }) => shopkeeperId);
}
