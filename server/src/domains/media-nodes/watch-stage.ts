import { AppError, type CommandInput, type CommandOutput, mediaNode, type signaling } from '@shoal/contract';
import { holdGrant } from './hold-grant.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { getNode } from './open-publish.ts';
import type { Seat } from './seat.ts';
import { isStreaming, toClientGeneration } from './stage.ts';

/**
 * Everything to watch the stage, in one answer; a retry answers the same transport.
 * @throws AppError `media.no_node` | `media.not_streaming` | `media.incompatible` | `media.full`
 */
export async function watchStage(
  deps: MediaNodesDeps,
  seat: Seat,
  { rtpCapabilities, showId }: CommandInput<typeof signaling.watch>,
): Promise<CommandOutput<typeof signaling.watch>> {
  const stage = deps.stages.get(showId);
  if (!isStreaming(stage)) throw new AppError('media.not_streaming', `nothing is on the stage of show ${showId}`);
  const node = getNode(deps, showId);
  return holdGrant(deps, { seat, node, kind: 'sub' }, async ({ peerId, transportIds }) => {
    const answer = await node.call(mediaNode.watch, { showId, peerId, rtpCapabilities });
    transportIds.add(answer.transport.id);
    return { ...answer, generation: toClientGeneration(stage.placements, answer.generation) };
  });
}
