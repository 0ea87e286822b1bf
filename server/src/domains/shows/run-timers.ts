import { HOST_AWAY_AFTER_MS, type ShowId } from '@shoal/contract';
import { type EndShowDeps, endOverlongShow } from './end-show.ts';
import { sayHostAway } from './host-presence.ts';
import { type OnStageChangedDeps, onStageChanged } from './on-stage-changed.ts';
import type { Peaks } from './peaks.ts';
import { listLiveShows, type ShowRecord } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type RunTimersDeps = EndShowDeps &
  OnStageChangedDeps &
  Pick<ShowsDeps, 'getStage' | 'isSynthetic' | 'log'> & { peaks: Peaks };

type LiveShow = Pick<ShowRecord, 'id' | 'wentLiveAt' | 'maxLengthMinutes' | 'hostGoneSince' | 'isHostAway'>;

/** What is due for a live show: it derives from its row alone, so a restart forgets nothing. */
export function chooseDueAct(show: LiveShow, now: Date): 'end' | 'sayHostAway' | undefined {
  const liveMs = show.wentLiveAt ? now.getTime() - show.wentLiveAt.getTime() : 0;
  if (liveMs >= show.maxLengthMinutes * 60_000) return 'end';
  const goneMs = show.hostGoneSince ? now.getTime() - show.hostGoneSince.getTime() : 0;
  return !show.isHostAway && goneMs >= HOST_AWAY_AFTER_MS ? 'sayHostAway' : undefined;
}

/**
 * Does what is due now in every live show, and notes how many are there. Several servers may do so at once: each act
 * happens once.
 */
export async function runTimers(deps: RunTimersDeps): Promise<void> {
  const live = await listLiveShows(deps.db);
  for (const show of live) {
    try {
      await runTimersOf(deps, show);
    } catch (err) {
      deps.log.warn({ err, showId: show.id }, 'could not run the timers of a show');
    }
  }
  await deps.peaks.note(live.map(({ id }) => id));
}

async function runTimersOf(deps: RunTimersDeps, show: LiveShow): Promise<void> {
  const due = chooseDueAct(show, deps.now());
  if (due === 'end') return endOverlongShow(deps, show.id);
  if (await hasStageMovedUnseen(deps, show))
    return onStageChanged(deps, show.id, { isStreaming: show.hostGoneSince !== null });
  if (due === 'sayHostAway') await sayHostAway(deps, show.id);
}

/** Whether the stage is not as the row says: we were away while it changed. */
async function hasStageMovedUnseen(deps: RunTimersDeps, { hostGoneSince, id }: LiveShow): Promise<boolean> {
  if (deps.isSynthetic(id)) return false;
  return isStreaming(deps, id).then((streams) => streams === (hostGoneSince !== null));
}

const isStreaming = async (deps: RunTimersDeps, showId: ShowId) => (await deps.getStage(showId)).status === 'streaming';
