import type { AccountId, GroupId, MaterialId, ShareId, shares } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { KeptWordsRecord } from './shares.table.ts';

const MAX_KEPT = 500;
/** What is done with a link within half an hour is one forward: saved, shared, and said to be done. */
const ONE_ACT_MS = 30 * 60_000;

/** A group was given something through its link. Of two at once the second waits, and finds the first. */
export async function insertFeedingOnce(
  tx: Db,
  { at, groupId, shareId }: { shareId: ShareId; groupId: GroupId; at: Date },
): Promise<void> {
  await tx.selectFrom('shares').select('id').where('id', '=', shareId).forNoKeyUpdate().execute();
  const since = new Date(at.getTime() - ONE_ACT_MS);
  await sql`insert into group_feedings (share_id, group_id, at)
    select ${shareId}::uuid, ${groupId}::uuid, ${at}::timestamptz
    where not exists (select from group_feedings where share_id = ${shareId} and at > ${since})`.execute(tx);
}

const toKept = ({ materialId, tone, words }: KeptWordsRecord): shares.KeptWords => ({ materialId, tone, words });

/** What she keeps, newest first, at most 500. */
export async function listKeptWords(db: Db, shopkeeperId: AccountId): Promise<shares.KeptWords[]> {
  const query = db.selectFrom('keptWords').selectAll().where('shopkeeperId', '=', shopkeeperId);
  return (await query.orderBy('keptAt', 'desc').orderBy('materialId').limit(MAX_KEPT).execute()).map(toKept);
}

/** Her own words for these materials, where she wrote some. */
export async function findKeptWords(
  db: Db,
  shopkeeperId: AccountId,
  materialIds: readonly MaterialId[],
): Promise<ReadonlyMap<MaterialId, string>> {
  if (materialIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('keptWords')
    .select(['materialId', 'words'])
    .where('shopkeeperId', '=', shopkeeperId)
    .where('materialId', 'in', [...materialIds])
    .execute();
  return new Map(rows.flatMap(({ materialId, words }) => (words ? [[materialId, words]] : [])));
}

/** Keeps her words for a material, over those of before. @returns undefined when she has no link to it. */
export async function upsertKeptWords(db: Db, kept: KeptWordsRecord): Promise<shares.KeptWords | undefined> {
  const { keptAt, tone, words } = kept;
  const row = await db
    .insertInto('keptWords')
    .columns(['shopkeeperId', 'materialId', 'tone', 'words', 'keptAt'])
    .expression((eb) =>
      eb
        .selectFrom('shares')
        .select([
          'shopkeeperId',
          'materialId',
          sql<KeptWordsRecord['tone']>`${tone}::text`.as('tone'),
          sql<string | null>`${words}::text`.as('words'),
          sql<Date>`${keptAt}::timestamptz`.as('keptAt'),
        ])
        .where('shopkeeperId', '=', kept.shopkeeperId)
        .where('materialId', '=', kept.materialId)
        .limit(1),
    )
    .onConflict((conflict) => conflict.columns(['shopkeeperId', 'materialId']).doUpdateSet({ tone, words, keptAt }))
    .returningAll()
    .executeTakeFirst();
  return row && toKept(row);
}
