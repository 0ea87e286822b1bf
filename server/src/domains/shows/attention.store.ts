import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import { toArrayLiteral } from '../../platform/array-literal.ts';
import type { Db } from '../../platform/database.ts';

export type AttentionReport = { accountId: AccountId; attention?: { attentiveMs: number; at: Date } | undefined };
export type Attention = { accountId: AccountId; attentiveMs: number; isAttentive: boolean };

/** A phone reports every 15 s, so who has not risen for so long looks away. */
export const ATTENTIVE_WITHIN_MS = 30_000;
/** What the first report of a person may claim: phones send one as they enter. */
const FIRST_CLAIM_MS = 30_000;
/** Reports are gathered before they are written. */
const SLACK_MS = 1_000;

/**
 * Raises how long people were really there [AK6]: never faster than the clock since their last report, and never beyond
 * what the show has lasted. A report from a show that has not begun only marks where the clock starts.
 */
export async function raiseAttention(tx: Db, showId: ShowId, told: readonly AttentionReport[]): Promise<void> {
  const reports = told.flatMap(({ accountId, attention }) => (attention ? { ...attention, accountId } : []));
  if (reports.length === 0) return;
  await sql`
    with told as (
      select * from unnest(
        ${toArrayLiteral(reports.map(({ accountId }) => accountId))}::uuid[],
        ${toArrayLiteral(reports.map(({ attentiveMs }) => attentiveMs))}::bigint[],
        ${toArrayLiteral(reports.map(({ at }) => at.toISOString()))}::timestamptz[]
      ) as t (account_id, attentive_ms, at)
    ), allowed as (
      select told.account_id, told.at, coalesce(before.attentive_ms, 0) as before_ms, greatest(0, least(
        told.attentive_ms,
        coalesce(extract(epoch from least(told.at, coalesce(shows.ended_at, told.at)) - shows.went_live_at) * 1000, 0),
        case when before.account_id is null then ${FIRST_CLAIM_MS}::numeric
          else before.attentive_ms + ${SLACK_MS} + extract(epoch from told.at - before.reported_at) * 1000 end
      ))::bigint as attentive_ms
      from told join shows on shows.id = ${showId}
      left join show_attention before on before.show_id = shows.id and before.account_id = told.account_id
    )
    insert into show_attention (show_id, account_id, attentive_ms, reported_at, rose_at)
    select ${showId}::uuid, account_id, attentive_ms, at, case when attentive_ms > before_ms then at end
    from allowed
    on conflict (show_id, account_id) do update set
      attentive_ms = greatest(show_attention.attentive_ms, excluded.attentive_ms),
      reported_at = greatest(show_attention.reported_at, excluded.reported_at),
      rose_at = coalesce(excluded.rose_at, show_attention.rose_at)`.execute(tx);
}

/** How many people were really there within the last 30 s, over all servers. */
export async function countAttentive(db: Db, showId: ShowId, now: Date): Promise<number> {
  const { people } = await db
    .selectFrom('showAttention')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('showId', '=', showId)
    .where('roseAt', '>', since(now))
    .executeTakeFirstOrThrow();
  return people;
}

/** How long these people were there, and whether they are now; who never reported is missing. */
export async function listAttention(
  db: Db,
  { accountIds, now, showId }: { showId: ShowId; accountIds: readonly AccountId[]; now: Date },
): Promise<ReadonlyMap<AccountId, Attention>> {
  const rows = await db
    .selectFrom('showAttention')
    .select(['accountId', 'attentiveMs', 'roseAt'])
    .where('showId', '=', showId)
    .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ accountId, attentiveMs, roseAt }) => [
      accountId,
      { accountId, attentiveMs, isAttentive: roseAt !== null && roseAt > since(now) },
    ]),
  );
}

const since = (now: Date) => new Date(now.getTime() - ATTENTIVE_WITHIN_MS);
