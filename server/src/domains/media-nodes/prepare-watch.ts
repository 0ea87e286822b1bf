import { type CommandInput, type CommandOutput, mediaNode, type signaling } from '@shoal/contract';
import { holdGrant } from './hold-grant.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { placeStage } from './open-publish.ts';
import type { Seat } from './seat.ts';

/**
 * The transport of somebody in the lobby, on the node where the show will be; a retry answers the same one.
 * @throws AppError `shows.wrong_state` | `media.no_node` | `media.incompatible` | `media.full`
 */
export async function prepareWatch(
  deps: MediaNodesDeps,
  seat: Seat,
  { rtpCapabilities, showId }: CommandInput<typeof signaling.prepareWatch>,
): Promise<CommandOutput<typeof signaling.prepareWatch>> {
  const node = await placeStage(deps, showId);
  return holdGrant(deps, { seat, node, kind: 'sub' }, async ({ peerId, transportIds }) => {
    const answer = await node.call(mediaNode.prepareWatch, { showId, peerId, rtpCapabilities });
    transportIds.add(answer.transport.id);
    return answer;
  });
}
