import type { CommandInput, log, ShowId, shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { appendEntry } from './append-entry.ts';
import { type HostCommandDeps, runHostCommand } from './run-host-command.ts';
import { finishShow } from './show-jobs.ts';
import { chooseNextState, requireNextState } from './show-state.ts';
import { lockShow, type ShowRecord, updateShowRow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type EndShowDeps = HostCommandDeps &
  Pick<ShowsDeps, 'jobs'> & {
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
  const { answer, isNew } = await runHostCommand(deps, { name: 'show:end', caller, input }, async (tx, show) => {
    requireNextState(show.state, 'end');
    const reason = caller.accountId !== show.hostId && caller.role === 'operator' ? 'operator' : 'host';
    const entry = await end(deps, tx, { show, reason, actorId: caller.accountId });
    return { answer: { seq: entry.seq, endedAt: entry.at }, entries: [entry] };
  });
  if (isNew) deps.finishSoon(input.showId);
  return answer;
}

/** Ends a show that ran too long; one that is over already stays as it is. */
export async function endOverlongShow(deps: EndShowDeps, showId: ShowId): Promise<void> {
  const entry = await deps.db.transaction().execute(async (tx) => {
    const show = await lockShow(tx, showId);
    if (!show || !chooseNextState(show.state, 'end')) return undefined;
    return end(deps, tx, { show, reason: 'too_long', actorId: null });
  });
  if (!entry) return;
  await deps.announce(showId, [entry]);
  deps.finishSoon(showId);
}

type Ending = { show: ShowRecord; reason: 'host' | 'operator' | 'too_long'; actorId: Member['accountId'] | null };

async function end(deps: EndShowDeps, tx: Db, { actorId, reason, show }: Ending): Promise<log.LogEntry> {
  const at = deps.now();
  await updateShowRow(tx, show.id, {
    state: 'ended',
    endedAt: at,
    endReason: reason,
    hostGoneSince: null,
    isHostAway: false,
  });
  const entry = await appendEntry(deps, tx, { showId: show.id, kind: 'show.ended', body: { reason }, actorId, at });
  await deps.jobs.send(tx, finishShow, { showId: show.id }, { startAfter: new Date(Date.now() + SAFETY_DELAY_MS) });
  return entry;
}
