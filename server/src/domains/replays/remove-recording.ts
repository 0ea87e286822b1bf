import { AppError, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { forgetFiles } from './recording-files.store.ts';
import type { RecordingIndex } from './recording-index.ts';
import type { RecordingStore } from './recording-store.ts';
import { listUnpurged, markExpired, markPurged, markRemoved } from './recordings.store.ts';

export type RemoveDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  recordings: Pick<RecordingStore, 'remove'>;
  index: RecordingIndex;
  /** The show, for its crew. @throws AppError `shows.not_found` */
  getCommandedShow: (caller: Member, showId: ShowId) => Promise<{ isOver: boolean }>;
  /** 0 keeps recordings for good. */
  retentionDays: number;
};

const DAY_MS = 86_400_000;

/**
 * Takes a finished show's recording away for good; a retry goes on where the first was cut off.
 * @throws AppError `shows.not_found` | `shows.wrong_state`
 */
export async function removeRecording(deps: RemoveDeps, caller: Member, showId: ShowId): Promise<void> {
  const { isOver } = await deps.getCommandedShow(caller, showId);
  if (!isOver) throw new AppError('shows.wrong_state', 'a recording can be removed once its show is over');
  await markRemoved(deps.db, showId, deps.now());
  await purge(deps, showId);
}

/** Removes what is older than the retention, and the files that a removal which was cut off has left. */
export async function removeExpiredRecordings(deps: RemoveDeps): Promise<void> {
  if (deps.retentionDays > 0) {
    const before = new Date(deps.now().getTime() - deps.retentionDays * DAY_MS);
    const expired = await markExpired(deps.db, before, deps.now());
    if (expired > 0) deps.log.info({ recordings: expired }, 'recordings are past their retention');
  }
  for (const showId of await listUnpurged(deps.db)) await purge(deps, showId);
}

async function purge(deps: RemoveDeps, showId: ShowId): Promise<void> {
  deps.index.forget(showId);
  await forgetFiles(deps.db, [showId]);
  await deps.recordings.remove(showId);
  await markPurged(deps.db, showId, deps.now());
  deps.log.info({ showId }, 'recording removed');
}
