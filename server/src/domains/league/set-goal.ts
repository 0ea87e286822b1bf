import { AppError, type CommandInput, type league } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { setTarget } from './league.store.ts';
import type { LeagueDeps } from './league-deps.ts';

const isOver = new Set(['ended', 'archived', 'cancelled']);

/**
 * Sets the goal of the whole school, before the show or during it.
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `request.key_reused`
 */
export async function setGoal(
  deps: Pick<LeagueDeps, 'hostCommand' | 'now'>,
  caller: Member,
  input: CommandInput<typeof league.setGoal>,
): Promise<{ seq: number }> {
  const { showId, target } = input;
  const { answer } = await deps.hostCommand({ name: 'goal:set', caller, input }, async (tx, show, append) => {
    if (isOver.has(show.state)) throw new AppError('shows.wrong_state', `a show that is ${show.state} has no goal`);
    await setTarget(tx, { showId, target, setAt: deps.now() });
    const { seq } = await append('goal.set', { target });
    return { seq };
  });
  return answer;
}
