import type { CommandInput, drops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { appendEntry } from './append-entry.ts';
import { insertDrop } from './drops.store.ts';
import { type HostCommandDeps, runHostCommand } from './run-host-command.ts';
import { requireLive } from './show-state.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type PublishDropDeps = HostCommandDeps & Pick<ShowsDeps, 'getMaterialSnapshot'>;

/**
 * Drops a material of the show's brand, as it is now, into the live show.
 * @throws AppError `shows.not_found` | `shows.not_live` | `catalog.not_found` | `request.key_reused`
 */
export async function publishDrop(
  deps: PublishDropDeps,
  caller: Member,
  input: CommandInput<typeof drops.publishDrop>,
): Promise<{ seq: number }> {
  const { materialId, showId } = input;
  const { answer } = await runHostCommand(deps, { name: 'drop:publish', caller, input }, async (tx, show) => {
    requireLive(show.state);
    const material = await deps.getMaterialSnapshot(tx, show.brandId, materialId);
    const entry = await appendEntry(deps, tx, {
      showId,
      kind: 'drop.published',
      body: { material },
      actorId: caller.accountId,
      at: deps.now(),
    });
    await insertDrop(tx, { showId, seq: entry.seq, materialId });
    return { answer: { seq: entry.seq }, entries: [entry] };
  });
  return answer;
}
