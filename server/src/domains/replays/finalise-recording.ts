import type { ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { RecordingIndex } from './recording-index.ts';
import { finaliseRecord, listShowsInState, type RecordingState } from './recordings.store.ts';

export type FinaliseDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  index: RecordingIndex;
  isLive: (showId: ShowId) => Promise<boolean>;
  /** Tells the recorder to close what is open; settles within 5 s, also when no node answers. */
  stopRecorder: (showId: ShowId) => Promise<void>;
};

/**
 * Makes the replay of a show that is over: stops the recorder, then takes down what the store holds. May run again
 * at any time, also when the node that recorded is gone.
 */
export async function finaliseRecording(deps: FinaliseDeps, showId: ShowId): Promise<RecordingState | undefined> {
  await deps.stopRecorder(showId);
  const recording = await deps.index.reload(showId);
  const runs = recording.getCountedRuns();
  const state = await finaliseRecord(deps.db, showId, { runs, now: deps.now() });
  deps.log.info({ showId, state, runs: runs.length }, 'recording finalised');
  return state;
}

/** Finalises what a server that died left: recordings of shows that are over. */
export async function finaliseLeftovers(deps: FinaliseDeps): Promise<void> {
  for (const showId of await listShowsInState(deps.db, 'recording')) {
    if (await deps.isLive(showId)) continue;
    await finaliseRecording(deps, showId).catch((err: unknown) => deps.log.warn({ err, showId }, 'could not finalise'));
  }
}
