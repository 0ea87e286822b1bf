import { type CommandInput, type CommandOutput, mediaNode, type signaling } from '@shoal/contract';
import { holdGrant } from './hold-grant.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { placeViewer } from './place-viewer.ts';
import type { Seat } from './seat.ts';
import { toClientGeneration } from './stage.ts';

/**
 * Everything to watch the stage, in one answer; a retry answers the same transport. The origin serves her while it has
 * room, then another node that pulls the show.
 * @throws AppError `media.no_node` | `media.not_streaming` | `media.incompatible` | `media.full` when no node has room
 */
export async function watchStage(
  deps: MediaNodesDeps,
  seat: Seat,
  { picture, rtpCapabilities, showId }: CommandInput<typeof signaling.watch>,
): Promise<CommandOutput<typeof signaling.watch>> {
  const { accountId, tabId } = seat;
  return placeViewer(deps, { showId, accountId, tabId, kind: 'sub' }, (node, pulledGeneration) => {
    const { placements } = deps.stages.get(showId);
    return holdGrant(deps, { seat, node, kind: 'sub' }, async ({ peerId, transportIds }) => {
      const answer = await node.call(mediaNode.watch, { showId, peerId, rtpCapabilities, picture });
      transportIds.add(answer.transport.id);
      // A node that pulls counts its own changes: what viewers know is the origin's stage.
      return { ...answer, generation: pulledGeneration ?? toClientGeneration(placements, answer.generation) };
    });
  });
}
