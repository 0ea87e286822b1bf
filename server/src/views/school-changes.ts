import type { ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import { type ChangeCursor, changedSince, readNow } from '../platform/changed-since.ts';
import type { Db } from '../platform/database.ts';

const rows = (query: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(r), '[]') from (${query}) r)`;

/**
 * What changed in places, standings and forwards of a show since a cursor, in one statement: each change once, also what
 * commits late.
 */
export async function readSchoolChanges<Changes>(
  db: Db,
  showId: ShowId,
  cursor: ChangeCursor | null,
): Promise<Changes> {
  const isNew = (table: string) => changedSince(sql.ref(`${table}.changed_in`), cursor);
  const { rows: found } = await sql<Changes>`
    select ${readNow} as cursor,
      (select row_to_json(r) from (
        select state, is_rehearsal as "isRehearsal", went_live_at as "wentLiveAt" from shows where id = ${showId}
      ) r) as show,
      (select row_to_json(r) from (
        select target, reached_at is not null as "isReached" from school_goals where show_id = ${showId}
      ) r) as goal,
      ${rows(sql`
        select p.shopkeeper_id as "shopkeeperId", tenure, reach, fish,
          case when m.shows_name then a.display_name end as name
        from league_places p
        join accounts a on a.id = p.shopkeeper_id
        left join league_members m on m.shopkeeper_id = p.shopkeeper_id
        where p.show_id = ${showId} and ${isNew('p')}`)} as places,
      ${rows(sql`
        select m.shopkeeper_id as "shopkeeperId", case when m.shows_name then a.display_name end as name
        from league_members m
        join league_places p on p.show_id = ${showId} and p.shopkeeper_id = m.shopkeeper_id
        join accounts a on a.id = m.shopkeeper_id
        where ${cursor !== null} and ${isNew('m')}`)} as names,
      ${rows(sql`
        select shopkeeper_id as "shopkeeperId", points, score,
          (extract(epoch from reached_at) * 1000)::float8 as "reachedAtMs"
        from task_standings s where show_id = ${showId} and ${isNew('s')}`)} as standings,
      ${rows(sql`
        select e.share_id as "shareId", e.grade
        from share_evidence e join shares s on s.id = e.share_id
        where s.show_id = ${showId} and s.task_id is null and ${isNew('e')}`)} as links,
      ${rows(sql`
        select p.task_id as "taskId", p.shopkeeper_id as "shopkeeperId", p.links, p.grade
        from task_progress p join tasks t on t.id = p.task_id
        where t.show_id = ${showId} and ${isNew('p')}`)} as progress`.execute(db);
  const [changes] = found;
  if (!changes) throw new Error('a select without from answered nothing');
  return changes;
}
