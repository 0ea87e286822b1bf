import {
  AppError,
  type CommandInput,
  type CommandOutput,
  mediaNode,
  type ShowId,
  type signaling,
} from '@shoal/contract';
import { chooseViewerNodes } from './choose-viewer-nodes.ts';
import { ensureRelay } from './ensure-relay.ts';
import { getNode } from './get-node.ts';
import { holdGrant } from './hold-grant.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import type { PeerGrant } from './peer-book.ts';
import { toPeerId } from './peer-id.ts';
import type { Seat } from './seat.ts';
import { isSamePlace, isStreaming, toClientGeneration } from './stage.ts';

type Watch = CommandInput<typeof signaling.watch>;
type Watched = CommandOutput<typeof signaling.watch>;

/**
 * Everything to watch the stage, in one answer; a retry answers the same transport. The origin serves her while it has
 * room, then another node that pulls the show.
 * @throws AppError `media.no_node` | `media.not_streaming` | `media.incompatible` | `media.full` when no node has room
 */
export async function watchStage(deps: MediaNodesDeps, seat: Seat, input: Watch): Promise<Watched> {
  const { log, peers, stages } = deps;
  const { showId } = input;
  if (!isStreaming(stages.get(showId))) {
    throw new AppError('media.not_streaming', `nothing is on the stage of show ${showId}`);
  }
  getNode(deps, showId); // While the origin is away nobody can pull from it.
  const before = peers.find(toPeerId({ ...seat, kind: 'sub' }));
  let refusal = new AppError('media.full', `no media node has room for a viewer of show ${showId}`);
  for (const { node, reason } of chooseViewerNodes(listViewerNodes(deps, showId, before))) {
    try {
      const watched = await watchOn(deps, { seat, node: node.client }, input);
      log.debug({ showId, nodeId: node.nodeId, reason, consumers: node.load.consumers }, 'viewer placed');
      leave(deps, before, node.client);
      return watched;
    } catch (error) {
      if (!(error instanceof AppError) || !mayServeElsewhere(error, node.isOrigin)) throw error;
      log.info({ showId, nodeId: node.nodeId, reason, code: error.code }, 'viewer not taken by a node');
      if (refusal.code === 'media.full') refusal = error;
    }
  }
  throw refusal;
}

function listViewerNodes({ registry, relays, stages }: MediaNodesDeps, showId: ShowId, before: PeerGrant | undefined) {
  const { place } = stages.get(showId);
  return registry.list().map((client) => ({
    client,
    nodeId: client.nodeId,
    load: client.load,
    isDraining: registry.isDraining(client.place),
    isOrigin: isSamePlace(place, client.place),
    isPulling: relays.find(showId, client.place) !== undefined,
    isHers: isSamePlace(before?.place, client.place),
  }));
}

async function watchOn(deps: MediaNodesDeps, { node, seat }: { seat: Seat; node: MediaNodeClient }, input: Watch) {
  const { picture, rtpCapabilities, showId } = input;
  const { place, placements } = deps.stages.get(showId);
  const isOrigin = isSamePlace(place, node.place);
  const carried = isOrigin ? undefined : await ensureRelay(deps, showId, node);
  return holdGrant(deps, { seat, node, kind: 'sub' }, async ({ peerId, transportIds }) => {
    const answer = await node.call(mediaNode.watch, { showId, peerId, rtpCapabilities, picture });
    transportIds.add(answer.transport.id);
    // A node that pulls counts its own changes: what viewers know is the origin's stage.
    return { ...answer, generation: carried ?? toClientGeneration(placements, answer.generation) };
  });
}

/** What the origin says of the show itself holds everywhere; a node that pulls may merely have failed to. */
const mayServeElsewhere = ({ code }: AppError, isOrigin: boolean): boolean =>
  code === 'media.full' || (!isOrigin && code !== 'media.incompatible' && code !== 'shows.not_joined');

/** She is elsewhere now: what she had before is closed, without waiting. */
function leave({ log, registry }: MediaNodesDeps, before: PeerGrant | undefined, now: MediaNodeClient): void {
  if (!before || isSamePlace(before.place, now.place)) return;
  const { peerId, showId } = before;
  registry
    .find(before.place)
    ?.call(mediaNode.closePeer, { peerId })
    .catch((err: unknown) => log.warn({ err, showId }, 'could not close what a viewer left; its lease runs out'));
}
