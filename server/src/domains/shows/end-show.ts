import type { CommandInput, ShowId, shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { changeShow, type HostCommandDeps, runHostCommand } from './change-show.ts';
import type { Append } from './open-append.ts';
import { finishShow } from './show-jobs.ts';
import { chooseNextState, requireNextState } from './show-state.ts';
import { type ShowRecord, updateShowRow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type EndShowDeps = HostCommandDeps &
  Pick<ShowsDeps, 'beforeEnd' | 'jobs'> & {
    /** Closes recording and media now; the job does it when we die here. */
    finishSoon: (showId: ShowId) => void;
  };

const SAFETY_DELAY_MS = 5_000;

/**
 * Live becomes ended; recording, replay and media are finished after commit.
 * @throws AppError `shows.not_found` | `shows.not_live` | `request.key_reused`
 */
export async function endShow(
  deps: EndShowDeps,
  caller: Member,
  input: CommandInput<typeof shows.endShow>,
): Promise<{ seq: number; endedAt: string }> {
  const { answer, isNew } = await runHostCommand(
    deps,
    { name: 'show:end', caller, input },
    async (tx, show, append) => {
      requireNextState(show.state, 'end');
      const reason = caller.accountId !== show.hostId && caller.role === 'operator' ? 'operator' : 'host';
      return end(deps, tx, { show, reason, append });
    },
  );
  if (isNew) deps.finishSoon(input.showId);
  return answer;
}

/** Ends a show that ran too long; one that is over already stays as it is. */
export async function endOverlongShow(deps: EndShowDeps, showId: ShowId): Promise<void> {
  const ended = await changeShow(deps, showId, async (tx, show, append) =>
    chooseNextState(show.state, 'end') ? end(deps, tx, { show, reason: 'too_long', append }) : undefined,
  );
  if (ended) deps.finishSoon(showId);
}

type Ending = { show: ShowRecord; reason: 'host' | 'operator' | 'too_long'; append: Append };

async function end(
  deps: EndShowDeps,
  tx: Db,
  { append, reason, show }: Ending,
): Promise<{ seq: number; endedAt: string }> {
  const at = deps.now();
  await deps.beforeEnd(tx, show.id, append);
  await updateShowRow(tx, show.id, {
    state: 'ended',
    endedAt: at,
    endReason: reason,
    hostGoneSince: null,
    isHostAway: false,
  });
  const { seq } = await append('show.ended', { reason });
  await deps.jobs.send(tx, finishShow, { showId: show.id }, { startAfter: new Date(Date.now() + SAFETY_DELAY_MS) });
  return { seq, endedAt: at.toISOString() };
}
