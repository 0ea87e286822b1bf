import type { AccountId } from '@shoal/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** What ties a buyer to the shopkeeper who would be credited. */
export type BuyerTies = {
  isOwnDevice: boolean;
  isOwnPhone: boolean;
  isOwnAddress: boolean;
  isOwnPlace: boolean;
  isCrew: boolean;
  isRing: boolean;
  /** Of the same phone or browser from her within a day. */
  ordersToday: number;
  /** Shopkeepers whose browser or phone it is. */
  buyerAccounts: AccountId[];
};

export type TiedBuyer = {
  shopkeeperId: AccountId;
  visitorId: Buffer | null;
  accountId: AccountId | null;
  places: readonly Buffer[];
  phone: string | null;
  address: string | null;
  at: Date;
};

const DAY_MS = 86_400_000;
/** How long an order ties its buyer to its seller, and how many of them make a ring at most beside the one that closes it. */
export const RING_WINDOW_MS = 30 * DAY_MS;
export const MAX_RING_LINKS = 4;

/** Everything that ties a buyer to a shopkeeper, in one look. Orders that an operator released tie nobody. */
export async function findBuyerTies(db: Db, buyer: TiedBuyer): Promise<BuyerTies> {
  const { accountId, address, at, phone, places, shopkeeperId, visitorId } = buyer;
  const ago = (ms: number) => new Date(at.getTime() - ms);
  const [dayAgo, ringSince] = [ago(DAY_MS), ago(RING_WINDOW_MS)];
  const { rows } = await sql<BuyerTies>`
    with recursive buyers as (
      select id, role from accounts
      where id = ${accountId} or phone = any(${toStoredForms(phone)}::text[])
        or id in (select account_id from visitor_accounts where visitor_id = ${visitorId})
    ), sellers (id, depth) as (
      select o.shopkeeper_id, 1 from orders o
      where exists (select from buyers where role = 'shopkeeper' and id <> ${shopkeeperId})
        and o.buyer_accounts @> array[${shopkeeperId}::uuid] and o.shopkeeper_id <> ${shopkeeperId}
        and o.buyer_accounts <> '{}' and o.placed_at > ${ringSince} and o.state <> 'cancelled'
        and o.hold is distinct from 'released'
      union
      select o.shopkeeper_id, s.depth + 1 from sellers s
      join orders o on o.buyer_accounts @> array[s.id] and o.buyer_accounts <> '{}'
      where s.depth < ${MAX_RING_LINKS} and o.placed_at > ${ringSince} and o.state <> 'cancelled'
        and o.hold is distinct from 'released'
    ), hers as (
      select buyer_phone, buyer_address from orders
      where buyer_accounts @> array[${shopkeeperId}::uuid] and buyer_accounts <> '{}'
        and hold is distinct from 'released'
    )
    select
      exists (select from visitor_accounts
        where visitor_id = ${visitorId} and account_id = ${shopkeeperId}) as is_own_device,
      exists (select from accounts where id = ${shopkeeperId} and phone = any(${toStoredForms(phone)}::text[]))
        or exists (select from hers where buyer_phone = ${phone}::text) as is_own_phone,
      exists (select from hers where ${toLetters(sql`buyer_address`)} = ${toLetters(sql`${address}::text`)}) as is_own_address,
      exists (select from account_places where account_id = ${shopkeeperId}
        and place = any(${places}::bytea[]) and seen_at > ${dayAgo}) as is_own_place,
      exists (select from accounts where role <> 'shopkeeper' and (id = ${accountId}
        or id in (select account_id from visitor_accounts where visitor_id = ${visitorId}))) as is_crew,
      exists (select from sellers s join buyers b on b.id = s.id where b.id <> ${shopkeeperId}) as is_ring,
      (select count(*) from orders where shopkeeper_id = ${shopkeeperId} and placed_at > ${dayAgo}
        and state <> 'cancelled' and (buyer_phone = ${phone}::text or id in (
          select order_id from attributions where visitor_id = ${visitorId} and decided_at > ${dayAgo}))) as orders_today,
      (select coalesce(array_agg(id order by id), '{}') from buyers where role = 'shopkeeper') as buyer_accounts
  `.execute(db);
  const [ties] = rows;
  if (!ties) throw new Error('a look at a buyer answered nothing');
  return ties;
}

/** How an account may have stored a number that a buyer typed: with its country's digits, or taken for a mainland one. */
function toStoredForms(phone: string | null): string[] {
  if (phone === null) return [];
  return phone.startsWith('+') ? [phone] : [`+86${phone}`, `+${phone}`];
}

const toLetters = (text: RawBuilder<unknown>) =>
  sql`lower(regexp_replace(${text}, '[[:space:][:punct:]，。、（）]', '', 'g'))`;
