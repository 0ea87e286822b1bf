import type { CommandInput, drops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type HostCommandDeps, runHostCommand } from './change-show.ts';
import { insertDrop } from './drops.store.ts';
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
  const { answer } = await runHostCommand(deps, { name: 'drop:publish', caller, input }, async (tx, show, append) => {
    requireLive(show.state);
    const material = await deps.getMaterialSnapshot(tx, show.brandId, materialId);
    const { seq } = await append('drop.published', { material });
    await insertDrop(tx, { showId, seq, materialId });
    return { seq };
  });
  return answer;
}
