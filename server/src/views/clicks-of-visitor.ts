import type { AccountId, BrandId, ShareCode, ShareId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

type CreditLinkRow = {
  shareId: ShareId;
  shopkeeperId: AccountId;
  showId: ShowId;
  brandId: BrandId;
  isRehearsal: boolean;
};
export type ClickRow = CreditLinkRow & { visitId: string; at: Date; isRefused: boolean; wasRecalled: boolean };

const MAX_ROWS = 20;

/**
 * What a browser opened between two moments, both included: of each link the newest hit of each kind, those that count
 * and those of the brand before all others, at most 20. A hit was of something recalled when no drop of it stood then.
 */
export async function listClicksOf(
  db: Db,
  { brandId, since, until, visitorId }: { brandId: BrandId; visitorId: Buffer; since: Date; until: Date },
): Promise<ClickRow[]> {
  const { rows } = await sql<ClickRow>`
    select * from (
      select distinct on (share_id, is_refused, was_recalled) * from (
        select v.id as visit_id, v.at, v.share_id, v.verdict = 'refused' as is_refused,
          s.shopkeeper_id, s.show_id, s.is_rehearsal, shows.brand_id,
          not exists (
            select from drops d
            left join show_log_entries e on e.show_id = d.show_id and e.seq = d.recall_seq
            where d.show_id = s.show_id and d.material_id = s.material_id
              and (d.recall_seq is null or e.at > v.at)) as was_recalled
        from visits v
        join shares s on s.id = v.share_id
        join shows on shows.id = s.show_id
        where v.visitor_id = ${visitorId} and v.at >= ${since} and v.at <= ${until}
      ) hits
      order by share_id, is_refused, was_recalled, at desc, visit_id desc
    ) newest
    order by is_refused, was_recalled, brand_id <> ${brandId}, at desc, visit_id desc
    limit ${MAX_ROWS}`.execute(db);
  return rows;
}

/** The link of a code, as an order from elsewhere may name it. */
export const findCreditLink = (db: Db, code: ShareCode): Promise<CreditLinkRow | undefined> =>
  db
    .selectFrom('shares')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .select(['shares.id as shareId', 'shares.shopkeeperId', 'shares.showId', 'shows.brandId', 'shares.isRehearsal'])
    .where('shares.code', '=', code)
    .executeTakeFirst();
