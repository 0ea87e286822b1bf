import type { AccountId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { VisitRecord } from './shares.table.ts';

/** Keeps a visit that counts, unless this visitor was counted for this link. @returns whether it counts. */
export async function insertCountedVisit(db: Db, visit: Omit<VisitRecord, 'verdict' | 'reasons'>): Promise<boolean> {
  const inserted = await db
    .insertInto('visits')
    .values({ ...visit, verdict: 'counted', reasons: [] })
    .onConflict((conflict) => conflict.columns(['shareId', 'visitorId']).where('verdict', '=', 'counted').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export const insertVisit = async (db: Db, visit: VisitRecord): Promise<void> => {
  await db.insertInto('visits').values(visit).execute();
};

/** Remembers that this browser was signed in as that account. */
export async function noteVisitorAccount(db: Db, visitorId: Buffer, accountId: AccountId, at: Date): Promise<void> {
  await db
    .insertInto('visitorAccounts')
    .values({ visitorId, accountId, seenAt: at })
    .onConflict((conflict) => conflict.columns(['visitorId', 'accountId']).doNothing())
    .execute();
}

export async function isVisitorOf(db: Db, visitorId: Buffer, accountId: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('visitorAccounts')
    .select('seenAt')
    .where('visitorId', '=', visitorId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Deletes at most `limit` hits from before a moment, but those that an attribution rests on. In the same statement their
 * links take over what they counted. @returns how many went.
 */
export async function deleteOldVisits(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    with old as (
      delete from visits where id in (
        select v.id from visits v
        where v.at < ${before} and not exists (select from attribution_candidates c where c.visit_id = v.id)
        order by v.at limit ${limit} for update skip locked)
      returning share_id, verdict
    ), counted as (
      update shares set visitors_before = visitors_before + one.visitors
      from (select share_id, count(*) as visitors from old where verdict = 'counted' group by share_id) one
      where shares.id = one.share_id
    )
    select count(*) as gone from old`.execute(db);
  return rows[0]?.gone ?? 0;
}
