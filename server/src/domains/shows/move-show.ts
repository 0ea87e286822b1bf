import type { ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type ChangeShowDeps, changeShow } from './change-show.ts';
import { isCrew, notFound } from './find-show-access.ts';
import { requireNextState, type ShowAct } from './show-state.ts';
import { type ShowRecord, updateShowRow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';
import { tellMove } from './tell-move.ts';

export type MoveShowDeps = ChangeShowDeps & Pick<ShowsDeps, 'findBrandIds'>;
type QuietAct = Exclude<ShowAct, 'goLive' | 'end'>;

/**
 * Moves a show that is not live to another state, and tells those who wait for it; repeating a move tells nothing.
 * @throws AppError `shows.not_found` | `shows.wrong_state`
 */
export async function moveShow(
  deps: MoveShowDeps,
  caller: Member,
  { act, showId, startsAt }: { showId: ShowId; act: QuietAct; startsAt?: Date },
): Promise<void> {
  const isThere = await changeShow(
    deps,
    showId,
    async (tx, show, append) => {
      if (!(await isCrew(deps, tx, { caller, show }))) throw notFound(showId);
      const state = requireNextState(show.state, act);
      const moved: ShowRecord = { ...show, state, ...chooseTime(act, startsAt) };
      const told = await tellMove(append, show, moved);
      const { startsAt: at } = moved;
      await updateShowRow(tx, showId, {
        ...told,
        state,
        startsAt: at,
        version: show.version + 1,
        changedAt: deps.now(),
      });
      return true;
    },
    caller.accountId,
  );
  if (!isThere) throw notFound(showId);
}

function chooseTime(act: QuietAct, startsAt: Date | undefined): { startsAt?: Date | null } {
  if (act === 'schedule' && startsAt) return { startsAt };
  return act === 'postpone' ? { startsAt: null } : {};
}
