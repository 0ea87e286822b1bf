import {
  AppError,
  type CommandInput,
  type CommandOutput,
  mediaNode,
  type ShowId,
  type signaling,
} from '@shoal/contract';
import { getNode } from './get-node.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { type PeerKind, toPeerId } from './peer-id.ts';
import { requireStage, type Seat } from './seat.ts';
import { isSamePlace } from './stage.ts';

type Deps = Pick<MediaNodesDeps, 'peers' | 'registry' | 'stages'>;

/**
 * Hands over the browser's DTLS parameters.
 * @throws AppError `media.no_node` | `media.transport_gone`
 */
export async function connectTransport(
  deps: Deps,
  seat: Seat,
  { dtlsParameters, showId, transportId }: CommandInput<typeof signaling.connectTransport>,
): Promise<Record<string, never>> {
  await asOwner(deps, { seat, transportId, showId }, (node, peerId) =>
    node.call(mediaNode.connectTransport, { peerId, transportId, dtlsParameters }),
  );
  return {};
}

/** New ICE credentials on the same transport. @throws AppError `media.no_node` | `media.transport_gone` */
export async function restartIce(
  deps: Deps,
  seat: Seat,
  { showId, transportId }: CommandInput<typeof signaling.restartIce>,
): Promise<CommandOutput<typeof signaling.restartIce>> {
  return asOwner(deps, { seat, transportId, showId }, (node, peerId) =>
    node.call(mediaNode.restartIce, { peerId, transportId }),
  );
}

/** How much picture she wants from now on; nothing to do for a tab without a connection. @throws AppError `media.no_node` */
export async function choosePicture(
  { peers, registry }: Pick<Deps, 'peers' | 'registry'>,
  seat: Seat,
  { picture }: CommandInput<typeof signaling.choosePicture>,
): Promise<Record<string, never>> {
  const grant = peers.find(toPeerId({ ...seat, kind: 'sub' }));
  await registry
    .find(grant?.place)
    ?.call(mediaNode.choosePicture, { peerId: toPeerId({ ...seat, kind: 'sub' }), picture });
  return {};
}

/**
 * Starts the microphone or the one video track.
 * @throws AppError `shows.stage_taken` | `media.no_node` | `media.transport_gone` | `media.incompatible`
 */
export async function produceTrack(
  deps: Deps,
  seat: Seat,
  { kind, rtpParameters, showId, source, transportId }: CommandInput<typeof signaling.produceTrack>,
): Promise<CommandOutput<typeof signaling.produceTrack>> {
  requireStage(seat);
  const node = getNode(deps, showId);
  const peerId = toPeerId({ ...seat, kind: 'pub' });
  // A grant at another place is of before the stage moved.
  if (!isSamePlace(deps.peers.find(peerId)?.place, node.place)) throw gone(transportId);
  return node.call(mediaNode.produce, { showId, peerId, transportId, kind, rtpParameters, source });
}

/**
 * Acts as whichever of the tab's peers has the transport. Only after a restart of ours it is not known which: then the
 * node says, who lets a peer use none but its own.
 */
async function asOwner<T>(
  deps: Deps,
  { seat, showId, transportId }: { seat: Seat; showId: ShowId; transportId: string },
  act: (node: MediaNodeClient, peerId: mediaNode.PeerId) => Promise<T>,
): Promise<T> {
  const kinds: PeerKind[] = seat.ownsStage ? ['pub', 'sub'] : ['sub'];
  const grants = kinds.flatMap((kind) => deps.peers.find(toPeerId({ ...seat, kind })) ?? []);
  if (grants.length === 0) getNode(deps, showId); // While its node is away it is not gone yet.
  const owners = grants.filter(({ transportIds }) => transportIds.has(transportId));
  for (const grant of owners.length > 0 ? owners : grants) {
    const node = deps.registry.find(grant.place);
    if (!node) throw new AppError('media.no_node', `the media node of transport ${transportId} is away`);
    try {
      return await act(node, grant.peerId);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'media.transport_gone') throw error;
    }
  }
  throw gone(transportId);
}

const gone = (transportId: string) =>
  new AppError('media.transport_gone', `transport ${transportId} is not this tab’s`);
