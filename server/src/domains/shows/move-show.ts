import type { ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { isCrew, notFound } from './find-show-access.ts';
import { requireNextState, type ShowAct } from './show-state.ts';
import { lockShow, type ShowChanges, updateShowRow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type MoveShowDeps = Pick<ShowsDeps, 'db' | 'findBrandIds'>;
type QuietAct = Exclude<ShowAct, 'goLive' | 'end'>;

/**
 * Moves a show that is not live to another state; repeating a move changes nothing but its time.
 * @throws AppError `shows.not_found` | `shows.wrong_state`
 */
export async function moveShow(
  deps: MoveShowDeps,
  caller: Member,
  { act, showId, startsAt }: { showId: ShowId; act: QuietAct; startsAt?: Date },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const show = await lockShow(tx, showId);
    if (!show || !(await isCrew(deps, tx, { caller, show }))) throw notFound(showId);
    const state = requireNextState(show.state, act);
    await updateShowRow(tx, showId, { state, version: show.version + 1, ...chooseTime(act, startsAt) });
  });
}

function chooseTime(act: QuietAct, startsAt: Date | undefined): ShowChanges {
  if (act === 'schedule' && startsAt) return { startsAt };
  return act === 'postpone' ? { startsAt: null } : {};
}
