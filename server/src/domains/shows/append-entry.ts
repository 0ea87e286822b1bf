import type { AccountId, log, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { insertEntry, takeNextSeq } from './show-log.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type NewEntry<K extends log.LogEntryKind = log.LogEntryKind> = {
  showId: ShowId;
  kind: K;
  body: log.LogEntryBody<K>;
  /** Null when nobody did it: the show's own timers. */
  actorId: AccountId | null;
  at: Date;
};

/**
 * Appends to a show's log inside the caller's transaction [LG1]. The counter stays locked until that ends, so keep it
 * short; announce the entry after commit.
 */
export async function appendEntry<K extends log.LogEntryKind>(
  deps: Pick<ShowsDeps, 'programmeMsAt'>,
  tx: Db,
  entry: NewEntry<K>,
): Promise<log.LogEntry> {
  const { actorId, at, body, kind, showId } = entry;
  const seq = await takeNextSeq(tx, showId);
  const programmeMs = Math.max(0, Math.round(await deps.programmeMsAt(tx, showId, at)));
  await insertEntry(tx, { showId, seq, at, programmeMs, kind, body: JSON.stringify(body), actorId });
  return { seq, at: at.toISOString(), programmeMs, kind, body } as log.LogEntry; // The generic ties body to kind.
}
