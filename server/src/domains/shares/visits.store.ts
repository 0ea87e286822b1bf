import type { AccountId, ShareId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { VisitRecord } from './shares.table.ts';

/**
 * Opens a window of this visitor and link at a moment, unless one is open then: it lasts `windowMs` from the visit that opened
 * it, whatever comes meanwhile. One statement, whose row lock lets one of many at once through.
 * @returns her visits by this link, this one included; undefined when none was opened.
 */
export async function openVisitWindow(
  db: Db,
  { at, shareId, visitorId, windowMs }: { shareId: ShareId; visitorId: Buffer; at: Date; windowMs: number },
): Promise<number | undefined> {
  const row = await db
    .insertInto('linkVisitors')
    .values({ shareId, visitorId, visits: 1, windowFrom: at })
    .onConflict((conflict) =>
      conflict
        .columns(['shareId', 'visitorId'])
        .doUpdateSet({ visits: sql`link_visitors.visits + 1`, windowFrom: at })
        .where('linkVisitors.windowFrom', '<=', new Date(at.getTime() - windowMs)),
    )
    .returning('visits')
    .executeTakeFirst();
  return row?.visits;
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

/** Deletes at most `limit` hits from before a moment, but those that an attribution rests on. @returns how many went. */
export async function deleteOldVisits(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from visits where id in (
      select v.id from visits v
      where v.at < ${before} and not exists (select from attribution_candidates c where c.visit_id = v.id)
      order by v.at limit ${limit} for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * Forgets at most `limit` visitors whose last visit that counted was before a moment. In the same statement their links take over
 * how many they were and how often they came. @returns how many went.
 */
export async function deleteOldVisitors(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    with old as (
      delete from link_visitors where (share_id, visitor_id) in (
        select share_id, visitor_id from link_visitors
        where window_from < ${before} order by window_from limit ${limit} for update skip locked)
      returning share_id, visits
    ), counted as (
      update shares set visitors_before = visitors_before + one.visitors, visits_before = visits_before + one.visits
      from (select share_id, count(*) as visitors, sum(visits) as visits from old group by share_id) one
      where shares.id = one.share_id
    )
    select count(*) as gone from old`.execute(db);
  return rows[0]?.gone ?? 0;
}
