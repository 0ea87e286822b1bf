import type { asks, PreparedAskId, SegmentId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

const columns = ['id as preparedAskId', 'segmentId', 'draft'] as const;

export const listPreparedAsks = (db: Db, showId: ShowId): Promise<asks.PreparedAsk[]> =>
  db.selectFrom('preparedAsks').select(columns).where('showId', '=', showId).orderBy('ordinal').execute();

export const findPreparedAsk = (
  db: Db,
  showId: ShowId,
  preparedAskId: PreparedAskId,
): Promise<asks.PreparedAsk | undefined> =>
  db
    .selectFrom('preparedAsks')
    .select(columns)
    .where('id', '=', preparedAskId)
    .where('showId', '=', showId)
    .executeTakeFirst();

/** Puts it in place of what has this id in this show. @returns false, having changed nothing, when another show has the id. */
export async function upsertPreparedAsk(
  tx: Db,
  showId: ShowId,
  { draft, preparedAskId, segmentId }: asks.PreparedAsk,
): Promise<boolean> {
  const row = { segmentId, draft: JSON.stringify(draft) };
  const written = await tx
    .insertInto('preparedAsks')
    .values({ ...row, id: preparedAskId, showId })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('preparedAsks.showId', '=', showId))
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

export async function deletePreparedAskRow(db: Db, showId: ShowId, preparedAskId: PreparedAskId): Promise<void> {
  await db.deleteFrom('preparedAsks').where('id', '=', preparedAskId).where('showId', '=', showId).execute();
}

/** Prepares for one show what is prepared for another, each under the segment that stands for its own. */
export async function copyPreparedAsks(tx: Db, { fromShowId, segmentIds, toShowId }: PlanCopy): Promise<void> {
  await sql`
    insert into prepared_asks (id, show_id, segment_id, draft)
    select gen_random_uuid(), ${toShowId}, copied.id, draft
    from prepared_asks
    left join unnest(${[...segmentIds.keys()]}::uuid[], ${[...segmentIds.values()]}::uuid[]) as copied (of_id, id)
      on copied.of_id = prepared_asks.segment_id
    where show_id = ${fromShowId}
    order by ordinal`.execute(tx);
}

type PlanCopy = { fromShowId: ShowId; toShowId: ShowId; segmentIds: ReadonlyMap<SegmentId, SegmentId> };
