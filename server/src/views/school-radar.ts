import type { AccountId, insights, league, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import { toArrayLiteral } from '../platform/array-literal.ts';
import type { Db } from '../platform/database.ts';

type People = { online: number; attentive: number; seen: number; forwarded: number };

/** What a radar is made of. */
export type RadarFigures = People & {
  cohorts: (league.LeagueName & People & { clicks: number; forwardsLately: number })[];
  drops: { dropSeq: number; ageSeconds: number; unseen: number; unforwarded: number }[];
  /** Counted clicks by how many seconds ago they came, up to 59. */
  clicks: { secondsAgo: number; clicks: number }[];
  /** Open ones, most wanted first, the older of equals before, at most three. */
  questions: insights.RadarQuestion[];
};

type Asked = { showId: ShowId; presentIds: readonly AccountId[]; now: Date; attentiveWithinMs: number };

const list = (query: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(r), '[]') from (${query}) r)`;
const people = sql`count(*)::int as online, count(*) filter (where is_attentive)::int as attentive,
  count(*) filter (where has_seen)::int as seen, count(*) filter (where has_forwarded)::int as forwarded`;

/**
 * What those who are here now saw and forwarded, by league and by drop, the clicks of the last minute and what is asked:
 * one statement.
 */
export async function readSchoolRadar(
  db: Db,
  { attentiveWithinMs, now, presentIds, showId }: Asked,
): Promise<RadarFigures> {
  const since = (ms: number) => new Date(now.getTime() - ms);
  const { rows } = await sql<RadarFigures>`
    with present as materialized (
      select t.id, p.tenure, p.reach, coalesce(a.rose_at > ${since(attentiveWithinMs)}, false) as is_attentive
      from unnest(${toArrayLiteral(presentIds)}::uuid[]) as t (id)
      left join league_places p on p.show_id = ${showId} and p.shopkeeper_id = t.id
      left join show_attention a on a.show_id = ${showId} and a.account_id = t.id
    ), standing as materialized (
      select d.seq, d.material_id, e.at from drops d join show_log_entries e on e.show_id = d.show_id and e.seq = d.seq
      where d.show_id = ${showId} and d.recall_seq is null order by d.seq desc limit 5
    ), seen as materialized (
      select m.drop_seq, m.account_id from drop_marks m join standing on standing.seq = m.drop_seq
      where m.show_id = ${showId} and m.mark = 'seen'
    ), forwarded as materialized (
      select distinct standing.seq, s.shopkeeper_id from shares s join standing on standing.material_id = s.material_id
      where s.show_id = ${showId} and exists (select from share_evidence e where e.share_id = s.id)
    ), newest as (select max(seq) as seq from standing),
    here as materialized (
      select present.*, seen.account_id is not null as has_seen, forwarded.shopkeeper_id is not null as has_forwarded
      from present cross join newest
      left join seen on seen.drop_seq = newest.seq and seen.account_id = present.id
      left join forwarded on forwarded.seq = newest.seq and forwarded.shopkeeper_id = present.id
    ), clicks as materialized (
      select v.at, s.shopkeeper_id from visits v join shares s on s.id = v.share_id
      where v.at > ${since(60_000)} and v.verdict = 'counted' and s.show_id = ${showId}
    ), lately as materialized (
      select s.shopkeeper_id from shares s join share_evidence e on e.share_id = s.id
      where s.show_id = ${showId} and e.at > ${since(120_000)}
    )
    select (select row_to_json(r) from (select ${people} from here) r) as totals,
      ${list(sql`
        select tenure, reach, ${people},
          (select count(*)::int from clicks join league_places p on p.show_id = ${showId}
            and p.shopkeeper_id = clicks.shopkeeper_id
            where p.tenure = here.tenure and p.reach = here.reach and clicks.at > ${since(10_000)}) as clicks,
          (select count(*)::int from lately join league_places p on p.show_id = ${showId}
            and p.shopkeeper_id = lately.shopkeeper_id
            where p.tenure = here.tenure and p.reach = here.reach) as "forwardsLately"
        from here where tenure is not null group by tenure, reach`)} as cohorts,
      ${list(sql`
        select seq::int as "dropSeq", greatest(0, extract(epoch from ${now}::timestamptz - at))::int as "ageSeconds",
          (select count(*)::int from present where not exists (
            select from seen where seen.drop_seq = standing.seq and seen.account_id = present.id)) as unseen,
          (select count(*)::int from present where not exists (
            select from forwarded where forwarded.seq = standing.seq and forwarded.shopkeeper_id = present.id)
          ) as unforwarded
        from standing order by seq desc`)} as drops,
      ${list(sql`
        select floor(extract(epoch from ${now}::timestamptz - at))::int as "secondsAgo", count(*)::int as clicks
        from clicks group by 1`)} as clicks,
      ${list(sql`
        select id as "questionId", text, votes from questions
        where show_id = ${showId} and state = 'open' order by votes desc, asked_at limit 3`)} as questions`.execute(db);
  const [row] = rows as unknown as [RadarFigures & { totals: People }]; // One row, of this shape by the statement.
  const { totals, ...rest } = row;
  return { ...rest, ...totals };
}
