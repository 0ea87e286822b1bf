import type { CommandInput, drops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type HostCommandDeps, runHostCommand } from './change-show.ts';
import { type DropMaterialDeps, dropMaterial } from './drop-material.ts';
import { requireLive } from './show-state.ts';

export type PublishDropDeps = HostCommandDeps & DropMaterialDeps;

/**
 * Drops a material of the show's brand, as it is now, into the live show.
 * @throws AppError `shows.not_found` | `shows.not_live` | `catalog.not_found` | `catalog.claim_unproven` |
 * `request.key_reused`
 */
export async function publishDrop(
  deps: PublishDropDeps,
  caller: Member,
  input: CommandInput<typeof drops.publishDrop>,
): Promise<{ seq: number }> {
  const { materialId } = input;
  const { answer } = await runHostCommand(deps, { name: 'drop:publish', caller, input }, async (tx, show, append) => {
    requireLive(show.state);
    const { seq } = await dropMaterial(deps, tx, { show, materialId, append });
    return { seq };
  });
  return answer;
}
