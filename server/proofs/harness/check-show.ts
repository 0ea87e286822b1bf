import { isDeepStrictEqual } from 'node:util';
import type { IdempotencyKey, log, MessageId, ShowId } from '@shoal/contract';
import { listEntriesAfter } from '../../src/domains/shows/show-log.store.ts';
import type { Db } from '../../src/platform/database.ts';
import { findWrongCounts, findWrongReceipts, type Reported } from './check-receipts.ts';

/** What one client ended with. */
export type Witness = Reported & { epoch: string; entries: readonly log.LogEntry[]; repeats: number };
export type Testimony = {
  showId: ShowId;
  witnesses: readonly Witness[];
  /** Drops that were answered with a seq. */
  acknowledged: ReadonlyMap<IdempotencyKey, number>;
  /** Drops that were answered with an error and not tried again. */
  refused: readonly IdempotencyKey[];
  /** Messages that were answered. */
  said: readonly MessageId[];
};

/** Compares what everybody saw with what is stored. @returns each way in which they disagree; empty when all is well. */
export async function checkShow(db: Db, testimony: Testimony): Promise<string[]> {
  const { showId, witnesses } = testimony;
  const stored = await listEntriesAfter(db, showId, { afterSeq: 0, limit: 1_000_000 });
  return [
    ...(await findWrongHead(db, showId, stored)),
    ...witnesses.flatMap((witness, at) => findWrongPrefix(`client ${at}`, witness, stored)),
    ...(await findWrongCommands(db, testimony, stored)),
    ...(await findLostMessages(db, testimony)),
    ...(await findWrongReceipts(db, showId, witnesses)),
    ...(await findWrongCounts(db, showId)),
  ];
}

async function findWrongHead(db: Db, showId: ShowId, stored: readonly log.LogEntry[]): Promise<string[]> {
  const { topSeq } = await db
    .selectFrom('showLogHeads')
    .selectAll()
    .where('showId', '=', showId)
    .executeTakeFirstOrThrow();
  const hole = stored.findIndex(({ seq }, at) => seq !== at + 1);
  return [
    hole >= 0 ? `the log has a hole before place ${hole + 1}` : '',
    topSeq === stored.length ? '' : `the head says ${topSeq}, the log has ${stored.length} entries`,
  ].filter(Boolean);
}

function findWrongPrefix(who: string, { entries, repeats }: Witness, stored: readonly log.LogEntry[]): string[] {
  const differs = entries.findIndex((entry, at) => !isDeepStrictEqual(entry, stored[at]));
  return [
    differs >= 0 ? `${who} holds another entry than the log at place ${differs + 1}` : '',
    entries.length === stored.length ? '' : `${who} ended at ${entries.length} of ${stored.length}`,
    repeats === 0 ? '' : `${who} was sent ${repeats} entries twice on one socket`,
  ].filter(Boolean);
}

async function findWrongCommands(
  db: Db,
  { acknowledged, refused, showId }: Testimony,
  stored: readonly log.LogEntry[],
): Promise<string[]> {
  const published = stored.filter(({ kind }) => kind === 'drop.published').map(({ seq }) => seq);
  const answered = [...acknowledged.values()].sort((a, b) => a - b);
  const drops = await db.selectFrom('drops').select('seq').where('showId', '=', showId).orderBy('seq').execute();
  const commands = await db.selectFrom('commands').select(['key', 'response']).execute();
  const seqOf = new Map(commands.map(({ key, response }) => [key, (response as { seq: number }).seq]));
  return [
    isSame(published, answered) ? '' : `${published.length} drops in the log, ${answered.length} acknowledged`,
    isSame(
      published,
      drops.map(({ seq }) => seq),
    )
      ? ''
      : 'the drops are not those of the log',
    ...[...acknowledged].map(([key, seq]) => (seqOf.get(key) === seq ? '' : `command ${key} is not kept as ${seq}`)),
    ...refused.map((key) => (seqOf.has(key) ? `command ${key} was refused and is kept` : '')),
  ].filter(Boolean);
}

async function findLostMessages(db: Db, { said, showId }: Testimony): Promise<string[]> {
  const rows = await db.selectFrom('chatMessages').select('id').where('showId', '=', showId).execute();
  const stored = new Set(rows.map(({ id }) => id));
  return said.filter((id) => !stored.has(id)).map((id) => `message ${id} was acknowledged and is lost`);
}

const isSame = (some: readonly number[], others: readonly number[]) =>
  some.length === others.length && some.every((value, at) => value === others[at]);
