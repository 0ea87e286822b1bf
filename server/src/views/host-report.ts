import type { insights, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** Orders that stand, and what they are worth after refunds; `linked` are the links that they came through. */
const soldBy = (showId: ShowId, key: ReturnType<typeof sql>) => sql`
  select key, sum(orders)::int as orders,
    jsonb_agg(jsonb_build_object('amountMinor', minor, 'currency', currency) order by currency) as sales
  from (
    select ${key} as key, o.currency, count(*) as orders,
      sum(o.unit_price_minor * (o.quantity - o.refunded_quantity))::int8 as minor
    from orders o join linked on linked.id = o.share_id
    where o.show_id = ${showId} and o.state in ('paid', 'shipped', 'received', 'completed')
    group by 1, o.currency) c
  group by key`;

/** The links of a show with their clicks. */
const linkedTo = (showId: ShowId) => sql`
  select s.id, s.shopkeeper_id, s.drop_seq, s.material_id,
    s.visits_before + coalesce((select sum(v.visits) from link_visitors v where v.share_id = s.id), 0) as clicks,
    exists (select from share_evidence e where e.share_id = s.id) as is_forwarded
  from shares s where s.show_id = ${showId}`;

/** Who was there while the show was live, and how long each really watched. */
const cameTo = (showId: ShowId) => sql`
  select id, coalesce(a.attentive_ms, 0) as stay_ms
  from (
    select shopkeeper_id as id from league_places where show_id = ${showId}
    union select account_id from show_attention where show_id = ${showId} and attentive_ms > 0) there
  left join show_attention a on a.show_id = ${showId} and a.account_id = there.id`;

type SchoolRow = Omit<insights.ReportSchool, 'peak'> & { peakPeople: number | null; peakAt: Date | null };

/** A show's figures as a whole: one row. */
export async function readReportSchool(db: Db, showId: ShowId): Promise<insights.ReportSchool> {
  const { rows } = await sql<SchoolRow>`
    with linked as materialized (${linkedTo(showId)}), came as materialized (${cameTo(showId)}),
      sold as (${soldBy(showId, sql`true`)})
    select (select count(*) from show_guests where show_id = ${showId}) as invited,
      (select count(*) from came) as came,
      (select people from show_peaks where show_id = ${showId}) as peak_people,
      (select at from show_peaks where show_id = ${showId}) as peak_at,
      (select percentile_cont(0.5) within group (order by stay_ms)::int8 from came) as median_stay_ms,
      (select coalesce(sum(stay_ms), 0)::int8 from came) as watched_ms,
      (select count(*) from chat_messages where show_id = ${showId} and deleted_at is null
        and review in ('free', 'passed')) as chat_messages,
      asked.questions, asked.answered as questions_answered,
      (select count(distinct shopkeeper_id) from linked where is_forwarded) as forwarders,
      (select coalesce(sum(clicks), 0)::int8 from linked) as clicks,
      coalesce((select orders from sold), 0) as orders, coalesce((select sales from sold), '[]') as sales
    from (select count(*) as questions, count(answered_at) as answered from questions where show_id = ${showId}) asked
    `.execute(db);
  const [row] = rows as unknown as [SchoolRow]; // One row, of this shape by the statement.
  const { peakAt, peakPeople, ...school } = row;
  return { ...school, peak: peakPeople && peakAt ? { people: peakPeople, at: peakAt.toISOString() } : null };
}

/** Drop by drop, as they came. */
export async function listReportDrops(db: Db, showId: ShowId): Promise<insights.ReportDrop[]> {
  const { rows } = await sql<Omit<insights.ReportDrop, 'at'> & { at: Date }>`
    with linked as materialized (${linkedTo(showId)}), sold as (${soldBy(showId, sql`linked.drop_seq`)}),
    marked as (
      select drop_seq, coalesce(sum(people) filter (where mark = 'seen'), 0)::int as seen,
        coalesce(sum(people) filter (where mark = 'saved'), 0)::int as saved
      from drop_mark_counts where show_id = ${showId} group by drop_seq
    ), passed as (
      select drop_seq, count(distinct shopkeeper_id) filter (where is_forwarded) as forwarded, sum(clicks)::int8 as clicks
      from linked group by drop_seq
    )
    select d.seq as drop_seq, e.at, e.body -> 'material' ->> 'title' as title, d.recall_seq is not null as is_recalled,
      coalesce(seen, 0) as seen, coalesce(saved, 0) as saved, coalesce(forwarded, 0) as forwarded,
      coalesce(clicks, 0) as clicks, coalesce(orders, 0) as orders, coalesce(sales, '[]') as sales
    from drops d join show_log_entries e on e.show_id = d.show_id and e.seq = d.seq
    left join marked on marked.drop_seq = d.seq left join passed on passed.drop_seq = d.seq
    left join sold on sold.key = d.seq
    where d.show_id = ${showId} order by d.seq`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Who came or forwarded: who brought most orders, then clicks, first. */
export async function listReportShopkeepers(
  db: Db,
  showId: ShowId,
  limit: number,
): Promise<insights.ReportShopkeeper[]> {
  const { rows } = await sql<insights.ReportShopkeeper>`
    with linked as materialized (${linkedTo(showId)}), came as materialized (${cameTo(showId)}),
    sold as (${soldBy(showId, sql`linked.shopkeeper_id`)}),
    passed as (
      select shopkeeper_id, count(distinct material_id) filter (where is_forwarded) as forwarded,
        sum(clicks)::int8 as clicks
      from linked group by shopkeeper_id
    )
    select a.id as account_id, a.display_name, coalesce(stay_ms, 0) as stay_ms, coalesce(forwarded, 0) as forwarded,
      coalesce(clicks, 0) as clicks, coalesce(points, 0) as points, coalesce(orders, 0) as orders,
      coalesce(sales, '[]') as sales
    from (select id from came union select shopkeeper_id from passed) everybody
    join accounts a on a.id = everybody.id
    left join came on came.id = a.id left join passed on passed.shopkeeper_id = a.id
    left join sold on sold.key = a.id
    left join task_standings t on t.show_id = ${showId} and t.shopkeeper_id = a.id
    order by orders desc, clicks desc, points desc, stay_ms desc, a.display_name, a.id
    limit ${limit}`.execute(db);
  return rows;
}

/** Task by task, as they were opened. */
export async function listReportTasks(db: Db, showId: ShowId): Promise<insights.ReportTask[]> {
  const { rows } = await sql<Omit<insights.ReportTask, 'openedAt'> & { openedAt: Date }>`
    select t.id as task_id, m.title, t.opened_at, t.target_forwards, count(p.grade) as forwarded,
      count(*) filter (where p.grade in ('E2', 'E4')) as opened, count(*) filter (where p.grade = 'E4') as ordered,
      (select count(*) from task_evidence e where e.task_id = t.id and e.verdict = 'held') as held
    from tasks t join materials m on m.id = t.material_id left join task_progress p on p.task_id = t.id
    where t.show_id = ${showId} and t.opened_at is not null
    group by t.id, m.title order by t.opened_seq`.execute(db);
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}

/** Ask by ask, as they were opened. */
export async function listReportAsks(db: Db, showId: ShowId): Promise<insights.ReportAsk[]> {
  const { rows } = await sql<Omit<insights.ReportAsk, 'openedAt'> & { openedAt: Date }>`
    select a.id as ask_id, a.kind, case when a.kind <> 'check_in' then a.questions -> 0 ->> 'text' end as text, a.opened_at,
      count(g.account_id) as answered,
      case when a.kind = 'quiz' then count(*) filter (where g.right_ones = jsonb_array_length(a.questions)) end as all_right
    from asks a left join (
      select ask_id, account_id, count(*) filter (where is_right) as right_ones
      from ask_answers where ask_id in (select id from asks where show_id = ${showId}) group by ask_id, account_id
    ) g on g.ask_id = a.id
    where a.show_id = ${showId}
    group by a.id order by a.opened_seq`.execute(db);
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}
