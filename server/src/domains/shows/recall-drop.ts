import { AppError, type CommandInput, type drops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { appendEntry } from './append-entry.ts';
import { findDrop, markRecalled } from './drops.store.ts';
import { type HostCommandDeps, runHostCommand } from './run-host-command.ts';
import { requireLive } from './show-state.ts';

/**
 * Takes a drop back. Recalling it again, also under another key, answers the first recall and appends nothing.
 * @throws AppError `shows.not_found` | `shows.not_live` | `drops.not_found` | `request.key_reused`
 */
export async function recallDrop(
  deps: HostCommandDeps,
  caller: Member,
  input: CommandInput<typeof drops.recallDrop>,
): Promise<{ seq: number }> {
  const { dropSeq, showId } = input;
  const { answer } = await runHostCommand(deps, { name: 'drop:recall', caller, input }, async (tx, show) => {
    requireLive(show.state);
    const drop = await findDrop(tx, showId, dropSeq);
    if (!drop) throw new AppError('drops.not_found', `no drop at seq ${dropSeq}`);
    if (drop.recallSeq !== null) return { answer: { seq: drop.recallSeq }, entries: [] };
    const entry = await appendEntry(deps, tx, {
      showId,
      kind: 'drop.recalled',
      body: { dropSeq },
      actorId: caller.accountId,
      at: deps.now(),
    });
    await markRecalled(tx, showId, { seq: dropSeq, recallSeq: entry.seq });
    return { answer: { seq: entry.seq }, entries: [entry] };
  });
  return answer;
}
