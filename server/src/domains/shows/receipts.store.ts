import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import { toArrayLiteral } from '../../platform/array-literal.ts';
import type { Db } from '../../platform/database.ts';
import { lockName } from '../../platform/lock-name.ts';
import { raiseAttention } from './attention.store.ts';
import type { Mark } from './shows.table.ts';

export type { Mark };

/** What one shopkeeper received, saw and saved in a show. */
export type Receipt = {
  accountId: AccountId;
  appliedSeq: number;
  seen: ReadonlySet<number>;
  saved: ReadonlySet<number>;
  /** How long she was really there, as her phone told then. */
  attention?: { attentiveMs: number; at: Date } | undefined;
};

/**
 * Writes receipts and moves the counts by exactly what they changed, in one transaction. An applied seq only rises;
 * marks on seqs that are no drops are left out. One writer per show at a time, over all servers.
 */
export async function writeReceipts(db: Db, showId: ShowId, receipts: readonly Receipt[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockName(tx, `receipts ${showId}`);
    await raiseApplied(tx, showId, receipts);
    for (const mark of ['seen', 'saved'] as const) await insertMarks(tx, showId, { mark, receipts });
    await raiseAttention(tx, showId, receipts);
  });
}

async function raiseApplied(tx: Db, showId: ShowId, receipts: readonly Receipt[]): Promise<void> {
  const accountIds = toArrayLiteral(receipts.map(({ accountId }) => accountId));
  const appliedSeqs = toArrayLiteral(receipts.map(({ appliedSeq }) => appliedSeq));
  await sql`
    with told as (
      select * from unnest(${accountIds}::uuid[], ${appliedSeqs}::bigint[]) as t (account_id, applied_seq)
    ), moved as (
      select told.account_id, told.applied_seq, before.applied_seq as before_seq
      from told left join show_receipts before on before.show_id = ${showId} and before.account_id = told.account_id
      where before.applied_seq is null or before.applied_seq < told.applied_seq
    ), written as (
      insert into show_receipts (show_id, account_id, applied_seq)
      select ${showId}::uuid, account_id, applied_seq from moved
      on conflict (show_id, account_id) do update set applied_seq = excluded.applied_seq
    ), change (applied_seq, people) as (
      select applied_seq, 1 from moved
      union all
      select before_seq, -1 from moved where before_seq is not null
    )
    insert into show_receipt_counts (show_id, applied_seq, people)
    select ${showId}::uuid, applied_seq, sum(people)::int from change group by applied_seq
    on conflict (show_id, applied_seq) do update set people = show_receipt_counts.people + excluded.people`.execute(tx);
}

async function insertMarks(
  tx: Db,
  showId: ShowId,
  { mark, receipts }: { mark: Mark; receipts: readonly Receipt[] },
): Promise<void> {
  const seqs: number[] = [];
  const accountIds: AccountId[] = [];
  for (const receipt of receipts) {
    for (const seq of receipt[mark]) {
      seqs.push(seq);
      accountIds.push(receipt.accountId);
    }
  }
  if (seqs.length === 0) return;
  await sql`
    with marked as (
      insert into drop_marks (show_id, drop_seq, mark, account_id)
      select ${showId}::uuid, t.seq, ${mark}, t.account_id
      from unnest(${toArrayLiteral(seqs)}::bigint[], ${toArrayLiteral(accountIds)}::uuid[])
        as t (seq, account_id)
      join drops on drops.show_id = ${showId} and drops.seq = t.seq
      on conflict do nothing
      returning drop_seq
    )
    insert into drop_mark_counts (show_id, drop_seq, mark, people)
    select ${showId}::uuid, drop_seq, ${mark}, count(*)::int from marked group by drop_seq
    on conflict (show_id, drop_seq, mark) do update set people = drop_mark_counts.people + excluded.people`.execute(tx);
}

/** How many people stand at each applied seq. */
export const listAppliedCounts = (db: Db, showId: ShowId): Promise<{ appliedSeq: number; people: number }[]> =>
  db
    .selectFrom('showReceiptCounts')
    .select(['appliedSeq', 'people'])
    .where('showId', '=', showId)
    .where('people', '>', 0)
    .execute();

/** How many people saw and saved each drop. */
export const listMarkCounts = (db: Db, showId: ShowId): Promise<{ dropSeq: number; mark: Mark; people: number }[]> =>
  db.selectFrom('dropMarkCounts').select(['dropSeq', 'mark', 'people']).where('showId', '=', showId).execute();

/** Who got how far with one drop; who has not received it is not listed. */
export async function listReceiptsOf(
  db: Db,
  showId: ShowId,
  dropSeq: number,
): Promise<{ accountId: AccountId; isSeen: boolean; isSaved: boolean }[]> {
  const received = await db
    .selectFrom('showReceipts')
    .select('accountId')
    .where('showId', '=', showId)
    .where('appliedSeq', '>=', dropSeq)
    .execute();
  const marks = await db
    .selectFrom('dropMarks')
    .select(['accountId', 'mark'])
    .where('showId', '=', showId)
    .where('dropSeq', '=', dropSeq)
    .execute();
  const withMark = (mark: Mark) => new Set(marks.filter((row) => row.mark === mark).map(({ accountId }) => accountId));
  const seen = withMark('seen');
  const saved = withMark('saved');
  const everybody = new Set([...received, ...marks].map(({ accountId }) => accountId));
  return [...everybody].map((accountId) => ({ accountId, isSeen: seen.has(accountId), isSaved: saved.has(accountId) }));
}
