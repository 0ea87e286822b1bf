import { AppError, type CommandInput, type drops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type HostCommandDeps, runHostCommand } from './change-show.ts';
import { findDrop, markRecalled } from './drops.store.ts';
import { requireLive } from './show-state.ts';
import type { ShowsDeps } from './shows-deps.ts';

/**
 * Takes a drop back. Recalling it again, also under another key, answers the first recall and appends nothing.
 * @throws AppError `shows.not_found` | `shows.not_live` | `drops.not_found` | `request.key_reused`
 */
export async function recallDrop(
  deps: HostCommandDeps & Pick<ShowsDeps, 'onRecall'>,
  caller: Member,
  input: CommandInput<typeof drops.recallDrop>,
): Promise<{ seq: number }> {
  const { dropSeq, showId } = input;
  const { answer } = await runHostCommand(deps, { name: 'drop:recall', caller, input }, async (tx, show, append) => {
    requireLive(show.state);
    const drop = await findDrop(tx, showId, dropSeq);
    if (!drop) throw new AppError('drops.not_found', `no drop at seq ${dropSeq}`);
    if (drop.recallSeq !== null) return { seq: drop.recallSeq };
    const { seq } = await append('drop.recalled', { dropSeq });
    await markRecalled(tx, showId, { seq: dropSeq, recallSeq: seq });
    await deps.onRecall(tx, { showId, dropSeq }, append);
    return { seq };
  });
  return answer;
}
