import type { log, ShowId } from '@shoal/contract';
import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { EntryRecord, ShowRecord } from './shows.table.ts';

export type LogHead = { epoch: string; topSeq: number };

/** Begins a show's log, empty. */
export async function insertLogHead(tx: Db, showId: ShowId, epoch: string): Promise<void> {
  await tx.insertInto('showLogHeads').values({ showId, epoch }).execute();
}

/** Takes the next seq and holds the counter to the end of the transaction. */
export const takeNextSeq = async (tx: Db, showId: ShowId): Promise<number> =>
  (
    await tx
      .updateTable('showLogHeads')
      .set((eb) => ({ topSeq: eb('topSeq', '+', 1) }))
      .where('showId', '=', showId)
      .returning('topSeq')
      .executeTakeFirstOrThrow()
  ).topSeq;

export async function insertEntry(tx: Db, entry: Insertable<EntryRecord>): Promise<void> {
  await tx.insertInto('showLogEntries').values(entry).execute();
}

export const findLogHead = (db: Db, showId: ShowId): Promise<LogHead | undefined> =>
  db.selectFrom('showLogHeads').select(['epoch', 'topSeq']).where('showId', '=', showId).executeTakeFirst();

/** Where these logs stand, and their shows' states. */
export async function listLogHeads(
  db: Db,
  showIds: readonly ShowId[],
): Promise<(LogHead & { showId: ShowId; state: ShowRecord['state'] })[]> {
  return db
    .selectFrom('showLogHeads')
    .innerJoin('shows', 'shows.id', 'showLogHeads.showId')
    .select(['showId', 'epoch', 'topSeq', 'state'])
    .where('showId', 'in', [...showIds])
    .execute();
}

/** Entries after a seq, in order. */
export async function listEntriesAfter(
  db: Db,
  showId: ShowId,
  { afterSeq, limit }: { afterSeq: number; limit: number },
): Promise<log.LogEntry[]> {
  const rows = await db
    .selectFrom('showLogEntries')
    .selectAll()
    .where('showId', '=', showId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toLogEntry);
}

/** The newest entries, in order. */
export async function listNewestEntries(db: Db, showId: ShowId, limit: number): Promise<log.LogEntry[]> {
  const rows = await db
    .selectFrom('showLogEntries')
    .selectAll()
    .where('showId', '=', showId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map(toLogEntry);
}

const toLogEntry = ({ at, body, kind, programmeMs, seq }: Selectable<EntryRecord>): log.LogEntry =>
  ({ seq, at: at.toISOString(), programmeMs, kind, body }) as log.LogEntry; // Written by `Append`, which is typed by kind.
