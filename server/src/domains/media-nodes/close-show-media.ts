import { mediaNode, type ShowId } from '@shoal/contract';
import { loseStage } from './lose-stage.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';

/** Ends a show's media; the stage is idle from now on. A node that is away closes it when it dials again. */
export async function closeShowMedia(deps: MediaNodesDeps, showId: ShowId): Promise<void> {
  const stage = deps.stages.get(showId);
  const node = deps.registry.find(stage.place);
  for (const grant of deps.peers.listWhere((candidate) => candidate.showId === showId)) deps.peers.revoke(grant);
  await node?.call(mediaNode.closeShow, { showId }).catch((err: unknown) => {
    deps.log.warn({ err, showId }, 'media node did not close a show; it does when it dials again');
  });
  if (stage.place) loseStage(deps, deps.stages.get(showId));
}
