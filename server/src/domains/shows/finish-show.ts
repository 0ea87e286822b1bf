import type { ShowId } from '@shoal/contract';
import { findShow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type FinishShowDeps = Pick<
  ShowsDeps,
  'closeShowMedia' | 'db' | 'finaliseReplay' | 'log' | 'startRecording' | 'stopRecording'
>;

/** Closes an ended show's recording, makes its replay, then closes its media. May run twice, also at once. */
export async function closeEndedShow(deps: FinishShowDeps, showId: ShowId): Promise<void> {
  const show = await findShow(deps.db, showId);
  if (show?.state !== 'ended' && show?.state !== 'archived') return;
  // A node that is gone cannot close its run; the replay is made of what is in the store.
  await deps
    .stopRecording(showId)
    .catch((err: unknown) => deps.log.warn({ err, showId }, 'could not stop the recording'));
  await deps.finaliseReplay(showId);
  await deps.closeShowMedia(showId);
}

/** Starts the recording of a show that is live still. May run twice. */
export async function recordLiveShow(deps: FinishShowDeps, showId: ShowId): Promise<void> {
  const show = await findShow(deps.db, showId);
  if (show?.state === 'live') await deps.startRecording(showId);
}
