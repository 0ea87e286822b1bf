import { AppError, type CommandOutput, mediaNode, type ShowId, type signaling } from '@shoal/contract';
import { mayStream } from './adopt-node.ts';
import { dropRelay } from './ensure-relay.ts';
import { getNode } from './get-node.ts';
import { holdGrant } from './hold-grant.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { requireStage, type Seat } from './seat.ts';

/**
 * Opens the transport to publish on, placing the stage when it has no node. A retry answers the same transport.
 * @throws AppError `shows.stage_taken` | `shows.wrong_state` | `media.no_node` | `media.full`
 */
export async function openPublish(
  deps: MediaNodesDeps,
  seat: Seat,
): Promise<CommandOutput<typeof signaling.openPublish>> {
  requireStage(seat);
  const node = await placeStage(deps, seat.showId);
  const { transport } = await holdGrant(deps, { seat, node, kind: 'pub' }, async ({ peerId, transportIds }) => {
    const opened = await node.call(mediaNode.openPublishTransport, { showId: seat.showId, peerId });
    transportIds.add(opened.transport.id);
    return opened;
  });
  return { transport, rtpCapabilities: node.rtpCapabilities };
}

/**
 * The node of a show that may stream; chosen when there is none.
 * @throws AppError `shows.wrong_state` | `media.no_node`
 */
export async function placeStage(deps: MediaNodesDeps, showId: ShowId): Promise<MediaNodeClient> {
  const state = await deps.getShowState(showId);
  if (!mayStream(state)) throw new AppError('shows.wrong_state', `show ${showId} is ${state ?? 'gone'}`);
  const { place } = deps.stages.get(showId);
  if (place && deps.registry.isHeld(place) && !deps.registry.isDraining(place)) return getNode(deps, showId);
  const chosen = deps.registry.choose();
  if (!chosen) throw new AppError('media.no_node', 'no media node is connected');
  const pulled = deps.relays.find(showId, chosen.place);
  if (pulled) await dropRelay(deps, pulled); // What it pulled came from a place that is no more.
  await deps.stages.place(showId, chosen.place);
  deps.log.info({ showId, ...chosen.place, load: chosen.load }, 'stage goes to the least busy node');
  return getNode(deps, showId);
}
