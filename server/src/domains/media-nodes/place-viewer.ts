import { AppError, mediaNode, type ShowId } from '@shoal/contract';
import { chooseViewerNodes } from './choose-viewer-nodes.ts';
import { ensureRelay } from './ensure-relay.ts';
import { getNode } from './get-node.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import type { PeerGrant } from './peer-book.ts';
import { type PeerName, toPeerId } from './peer-id.ts';
import { isSamePlace, isStreaming } from './stage.ts';

/** Serves a viewer on one node; `pulledGeneration` is what that node pulls, undefined at the origin. */
type Serve<T> = (node: MediaNodeClient, pulledGeneration: number | undefined) => Promise<T>;

/**
 * Has a viewer served by the best node that takes her: the origin while it has room, then another that pulls the show.
 * @throws AppError `media.no_node` | `media.not_streaming` | `media.full` when no node has room, and what `serve` throws
 */
export async function placeViewer<T>(deps: MediaNodesDeps, viewer: PeerName, serve: Serve<T>): Promise<T> {
  const { log, peers, stages } = deps;
  const { showId } = viewer;
  if (!isStreaming(stages.get(showId))) {
    throw new AppError('media.not_streaming', `nothing is on the stage of show ${showId}`);
  }
  getNode(deps, showId); // While the origin is away nobody can pull from it.
  const before = peers.find(toPeerId(viewer));
  let refusal = new AppError('media.full', `no media node has room for a viewer of show ${showId}`);
  for (const { node, reason } of chooseViewerNodes(listViewerNodes(deps, showId, before))) {
    try {
      const pulled = node.isOrigin ? undefined : await ensureRelay(deps, showId, node.client);
      const served = await serve(node.client, pulled);
      log.debug({ showId, nodeId: node.nodeId, reason, consumers: node.load.consumers }, 'viewer placed');
      leave(deps, before, node.client);
      return served;
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

/** What the origin says of the show itself holds everywhere; a node that pulls may merely have failed to. */
const mayServeElsewhere = ({ code }: AppError, isOrigin: boolean): boolean =>
  code === 'media.full' || (!isOrigin && !FINAL.has(code));

/** Not a matter of the node. */
const FINAL: ReadonlySet<string> = new Set(['media.incompatible', 'shows.not_joined', 'request.invalid']);

/** She is elsewhere now: what she had before is closed, without waiting. */
function leave({ log, registry }: MediaNodesDeps, before: PeerGrant | undefined, now: MediaNodeClient): void {
  if (!before || isSamePlace(before.place, now.place)) return;
  const { peerId, showId } = before;
  registry
    .find(before.place)
    ?.call(mediaNode.closePeer, { peerId })
    .catch((err: unknown) => log.warn({ err, showId }, 'could not close what a viewer left; its lease runs out'));
}
