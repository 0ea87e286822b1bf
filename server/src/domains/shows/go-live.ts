import { AppError, type CommandInput, type ShowId, type shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type HostCommandDeps, runHostCommand } from './change-show.ts';
import { recordShow } from './show-jobs.ts';
import { requireNextState } from './show-state.ts';
import { updateShowRow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type GoLiveDeps = HostCommandDeps &
  Pick<ShowsDeps, 'getStage' | 'isSynthetic' | 'jobs'> & {
    /** Starts the recording now; the job does it when we die here. */
    startRecordingSoon: (showId: ShowId) => void;
  };

const SAFETY_DELAY_MS = 5_000;

/**
 * Scheduled becomes live. The stage must stream already, unless its picture is made here.
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `media.not_streaming` | `request.key_reused`
 */
export async function goLive(
  deps: GoLiveDeps,
  caller: Member,
  input: CommandInput<typeof shows.goLive>,
): Promise<{ seq: number; wentLiveAt: string }> {
  const { showId } = input;
  // Asked before the transaction: a node that is slow to answer must not hold the show's lock.
  const isStreaming = deps.isSynthetic(showId) || (await deps.getStage(showId)).status === 'streaming';
  const { answer, isNew } = await runHostCommand(
    deps,
    { name: 'show:goLive', caller, input },
    async (tx, show, append) => {
      const state = requireNextState(show.state, 'goLive');
      if (!isStreaming) throw new AppError('media.not_streaming', 'nothing is on the stage yet');
      const at = deps.now();
      await updateShowRow(tx, showId, { state, wentLiveAt: at, hostGoneSince: null, isHostAway: false });
      const { seq } = await append('show.wentLive', {});
      await deps.jobs.send(tx, recordShow, { showId }, { startAfter: new Date(Date.now() + SAFETY_DELAY_MS) });
      return { seq, wentLiveAt: at.toISOString() };
    },
  );
  if (isNew) deps.startRecordingSoon(showId);
  return answer;
}
