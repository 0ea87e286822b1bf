import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { LeaguePlaceRecord } from './league.table.ts';

/** Sets the target; one that was reached already stays reached, another begins anew. */
export async function setTarget(tx: Db, goal: { showId: ShowId; target: number; setAt: Date }): Promise<void> {
  await tx
    .insertInto('schoolGoals')
    .values({ ...goal, reachedAt: null })
    .onConflict((conflict) =>
      conflict.column('showId').doUpdateSet({
        target: goal.target,
        setAt: goal.setAt,
        reachedAt: sql`case when school_goals.target = excluded.target then school_goals.reached_at end`,
      }),
    )
    .execute();
}

/** @returns whether this call was the one that marked this target. */
export async function markReached(tx: Db, goal: { showId: ShowId; target: number; at: Date }): Promise<boolean> {
  const marked = await tx
    .updateTable('schoolGoals')
    .set({ reachedAt: goal.at })
    .where('showId', '=', goal.showId)
    .where('target', '=', goal.target)
    .where('reachedAt', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

/** What decides about the leagues of these shopkeepers; who is none is left out. */
export async function listLeagueFacts(
  db: Db,
  shopkeeperIds: readonly AccountId[],
): Promise<{ shopkeeperId: AccountId; firstShowAt: Date | null; members: number }[]> {
  const { rows } = await sql<{ shopkeeperId: AccountId; firstShowAt: Date | null; members: number }>`
    select a.id as shopkeeper_id, m.first_show_at, g.members::int as members
    from unnest(${shopkeeperIds}::uuid[]) as t (id)
    join accounts a on a.id = t.id and a.role = 'shopkeeper'
    left join league_members m on m.shopkeeper_id = a.id
    left join lateral (
      select least(coalesce(sum(members), 0), 1000000000) as members
      from shopkeeper_groups where shopkeeper_id = a.id and archived_at is null
    ) g on true`.execute(db);
  return rows;
}

/** Places shopkeepers in leagues of a show; who has a place keeps it. */
export async function insertPlaces(tx: Db, showId: ShowId, places: readonly LeaguePlaceRecord[]): Promise<void> {
  const column = <K extends keyof LeaguePlaceRecord>(key: K) => places.map((place) => place[key]);
  await sql`
    insert into league_places (show_id, shopkeeper_id, tenure, reach, fish, placed_at)
    select ${showId}::uuid, t.* from unnest(
      ${column('shopkeeperId')}::uuid[], ${column('tenure')}::text[], ${column('reach')}::text[],
      ${column('fish')}::int[], ${column('placedAt')}::timestamptz[]
    ) as t
    on conflict do nothing`.execute(tx);
}

/** Notes the first show of those who had none. */
export async function noteFirstShow(tx: Db, shopkeeperIds: readonly AccountId[], at: Date): Promise<void> {
  await sql`
    insert into league_members (shopkeeper_id, first_show_at)
    select id, ${at}::timestamptz from unnest(${shopkeeperIds}::uuid[]) as t (id) order by id
    on conflict (shopkeeper_id) do update set first_show_at = excluded.first_show_at
      where league_members.first_show_at is null`.execute(tx);
}

/** Whether others read her name, from now on. */
export async function setShowsName(db: Db, shopkeeperId: AccountId, showsName: boolean): Promise<void> {
  await db
    .insertInto('leagueMembers')
    .values({ shopkeeperId, firstShowAt: null, showsName })
    .onConflict((conflict) => conflict.column('shopkeeperId').doUpdateSet({ showsName }))
    .execute();
}
