import type { AskId, asks, ShowId } from '@shoal/contract';
import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { AsksTable, StoredQuestion } from './asks.table.ts';

export type { StoredQuestion };
export type AskRecord = Selectable<AsksTable>;

export async function insertAsk(tx: Db, ask: Insertable<AsksTable>): Promise<void> {
  await tx.insertInto('asks').values(ask).execute();
}

export const findAsk = (db: Db, showId: ShowId, askId: AskId): Promise<AskRecord | undefined> =>
  db.selectFrom('asks').selectAll().where('id', '=', askId).where('showId', '=', showId).executeTakeFirst();

/** Holds an ask to the end of the transaction: no answer is written meanwhile. */
export const lockAsk = (tx: Db, showId: ShowId, askId: AskId): Promise<AskRecord | undefined> =>
  tx
    .selectFrom('asks')
    .selectAll()
    .where('id', '=', askId)
    .where('showId', '=', showId)
    .forNoKeyUpdate()
    .executeTakeFirst();

export const lockOpenAsk = (tx: Db, showId: ShowId): Promise<AskRecord | undefined> =>
  tx
    .selectFrom('asks')
    .selectAll()
    .where('showId', '=', showId)
    .where('closedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();

export async function markClosed(tx: Db, askId: AskId, closed: { closedSeq: number; closedAt: Date }): Promise<void> {
  await tx.updateTable('asks').set(closed).where('id', '=', askId).execute();
}

/** What was asked in a show, newest first. */
export const listAsksOf = (db: Db, showId: ShowId, limit: number): Promise<AskRecord[]> =>
  db.selectFrom('asks').selectAll().where('showId', '=', showId).orderBy('openedSeq', 'desc').limit(limit).execute();

/** The asks of these shows whose counts may still move. */
export const listMovingAsks = (db: Db, showIds: readonly ShowId[], closedAfter: Date): Promise<AskRecord[]> =>
  db
    .selectFrom('asks')
    .selectAll()
    .where('showId', 'in', showIds)
    .where((eb) => eb.or([eb('closedAt', 'is', null), eb('closedAt', '>', closedAfter)]))
    .execute();

/** People by question and option of each ask, in the shape of its questions. */
export async function readCounts(db: Db, of: readonly AskRecord[]): Promise<ReadonlyMap<AskId, asks.AskCounts>> {
  if (of.length === 0) return new Map();
  const rows = await db
    .selectFrom('askCounts')
    .selectAll()
    .where(
      'askId',
      'in',
      of.map(({ id }) => id),
    )
    .execute();
  const counts = new Map(of.map(({ id, questions }) => [id, questions.map(({ options }) => options.map(() => 0))]));
  for (const { askId, option, people, question } of rows) {
    const bars = counts.get(askId)?.[question];
    if (bars) bars[option] = people;
  }
  return counts;
}
