import type { AccountId, OrderId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { MAX_RING_LINKS, RING_WINDOW_MS } from './buyer-ties.ts';

/**
 * The orders by which shopkeepers bought from one another in a row, from the shopkeeper of the given order to one of its buyers:
 * with that order they are a ring. By id; those that were given up, or released by an operator, tie nobody.
 */
export async function listRingOrders(
  db: Db,
  closing: { shopkeeperId: AccountId; buyerAccounts: readonly AccountId[]; placedAt: Date },
): Promise<OrderId[]> {
  const { placedAt, shopkeeperId } = closing;
  const since = new Date(placedAt.getTime() - RING_WINDOW_MS);
  const buyers = closing.buyerAccounts.filter((id) => id !== shopkeeperId);
  const { rows } = await sql<{ id: OrderId }>`
    with recursive ties as (
      select o.id, o.shopkeeper_id as seller, o.buyer_accounts from orders o
      where o.buyer_accounts <> '{}' and o.placed_at > ${since} and o.placed_at <= ${placedAt}
        and o.state <> 'cancelled' and o.hold is distinct from 'released'
    ), walks (at, path) as (
      select ${shopkeeperId}::uuid, array[${shopkeeperId}::uuid]
      union
      select t.seller, w.path || t.seller from walks w join ties t on t.buyer_accounts @> array[w.at]
      where cardinality(w.path) <= ${MAX_RING_LINKS} and t.seller <> all(w.path) and w.at <> all(${buyers}::uuid[])
    ), steps as (
      select distinct path[step] as buyer, path[step + 1] as seller
      from walks, generate_series(1, cardinality(path) - 1) as step where at = any(${buyers}::uuid[])
    )
    select distinct t.id from steps s join ties t on t.seller = s.seller and t.buyer_accounts @> array[s.buyer] order by t.id
  `.execute(db);
  return rows.map(({ id }) => id);
}
