import type { AccountId, asks, ProductId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** How long a badge stands whatever she answers later; docs/decisions/0009-who-has-studied-a-product.md says why. */
const STANDS_DAYS = 90;

type BadgeRow = { productId: ProductId; productName: string; earnedAt: Date };

/**
 * The products that a shopkeeper has studied, newest first: she finished a quiz of the product all right, no answer faster
 * than a person can be, in a show that was no rehearsal. A later quiz with an error ends a badge that is older than 90 days.
 */
export async function listBadges(db: Db, accountId: AccountId): Promise<asks.Badge[]> {
  const { rows } = await sql<BadgeRow>`
    with finished as (
      select asks.product_id, asks.closed_at, bool_and(answer.is_right and not answer.is_too_fast) as is_all_right
      from ask_answers answer
      join asks on asks.id = answer.ask_id
      join shows on shows.id = asks.show_id
      where answer.account_id = ${accountId} and asks.kind = 'quiz' and asks.product_id is not null
        and asks.closed_at is not null and not shows.is_rehearsal
      group by asks.id
      having count(*) = jsonb_array_length(asks.questions)
    ), earned as (
      select product_id, max(closed_at) as earned_at from finished where is_all_right group by product_id
    )
    select products.id as product_id, products.name as product_name, earned.earned_at
    from earned join products on products.id = earned.product_id
    where not exists (
      select from finished later
      where later.product_id = earned.product_id and not later.is_all_right
        and later.closed_at > earned.earned_at + make_interval(days => ${STANDS_DAYS})
    )
    order by earned.earned_at desc`.execute(db);
  return rows.map(({ earnedAt, ...badge }) => ({ ...badge, earnedAt: earnedAt.toISOString() }));
}
