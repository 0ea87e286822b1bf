import type { AccountId, log, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { insertEntry, takeNextSeq } from './show-log.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

/** Appends to the show's log in the transaction at hand, with its time and actor; the entry is announced after commit. */
export type Append = <K extends log.LogEntryKind>(kind: K, body: log.LogEntryBody<K>) => Promise<log.LogEntry>;

/** Whose log, who acts (null: the show's own timers), and when. */
export type Appending = { showId: ShowId; actorId: AccountId | null; at: Date };

export type AppendDeps = Pick<ShowsDeps, 'programmeMsAt'>;

/**
 * What a transaction appends to a show's log, in order [LG1]. The counter stays locked until the transaction ends, so keep
 * it short.
 */
export function openAppend(deps: AppendDeps, tx: Db, { actorId, at, showId }: Appending) {
  const entries: log.LogEntry[] = [];
  const append: Append = async (kind, body) => {
    const seq = await takeNextSeq(tx, showId);
    const programmeMs = Math.max(0, Math.round(await deps.programmeMsAt(tx, showId, at)));
    await insertEntry(tx, { showId, seq, at, programmeMs, kind, body: JSON.stringify(body), actorId });
    const entry = { seq, at: at.toISOString(), programmeMs, kind, body } as log.LogEntry; // The generic ties body to kind.
    entries.push(entry);
    return entry;
  };
  return { append, entries: entries as readonly log.LogEntry[] };
}
