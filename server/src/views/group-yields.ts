import type { AccountId, Currency, GroupId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

const MAX_GROUPS = 50;

/** A group of hers with what it was given, and what came back through its links since then. */
type GroupRow = {
  groupId: GroupId;
  name: string;
  members: number;
  isArchived: boolean;
  lastTitle: string | null;
  fedAt: Date[];
  visitors: number;
  orders: number;
  sales: { amountMinor: number; currency: Currency }[];
};

/** Her groups, those that are put away after the others; one query, however many links they have. */
export async function readGroupFacts(db: Db, shopkeeperId: AccountId, since: Date): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    select g.id as group_id, g.name, g.members, g.archived_at is not null as is_archived,
      fed.at as fed_at, fed.title as last_title, seen.visitors, sold.orders, sold.sales
    from shopkeeper_groups g
    cross join lateral (
      select coalesce(array_agg(f.at order by f.at desc), '{}') as at,
        (array_agg(m.title order by f.at desc))[1] as title
      from group_feedings f join shares s on s.id = f.share_id join materials m on m.id = s.material_id
      where f.group_id = g.id and f.at > ${since}) fed
    cross join lateral (
      select count(*) as visitors from shares s join link_visitors v on v.share_id = s.id
      where s.group_id = g.id and v.window_from > ${since}) seen
    cross join lateral (
      select coalesce(sum(c.orders), 0)::int8 as orders,
        coalesce(jsonb_agg(jsonb_build_object('amountMinor', c.minor, 'currency', c.currency)), '[]') as sales
      from (
        select o.currency, count(*) as orders, sum(o.unit_price_minor * (o.quantity - o.refunded_quantity))::int8 as minor
        from shares s join orders o on o.share_id = s.id
        where s.group_id = g.id and o.state in ('paid', 'shipped', 'received', 'completed') and o.placed_at > ${since}
        group by o.currency) c) sold
    where g.shopkeeper_id = ${shopkeeperId}
    order by g.archived_at desc nulls first, g.created_at, g.id
    limit ${MAX_GROUPS}`.execute(db);
  return rows;
}
