import { AppError, type CommandInput, type CommandOutput, mediaNode, type signaling } from '@shoal/contract';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { getNode } from './open-publish.ts';
import { type PeerKind, toPeerId } from './peer-id.ts';
import { requireStage, type Seat } from './seat.ts';

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
  const node = getNode(deps, showId);
  await asOwner(deps, seat, transportId, (peerId) =>
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
  const node = getNode(deps, showId);
  return asOwner(deps, seat, transportId, (peerId) => node.call(mediaNode.restartIce, { peerId, transportId }));
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
  if (!deps.peers.find(peerId)) throw gone(transportId);
  return node.call(mediaNode.produce, { showId, peerId, transportId, kind, rtpParameters, source });
}

/**
 * Acts as whichever of the tab's peers has the transport. Only after a restart of ours it is not known which: then the
 * node says, who lets a peer use none but its own.
 */
async function asOwner<T>(
  { peers }: Deps,
  seat: Seat,
  transportId: string,
  act: (peerId: mediaNode.PeerId) => Promise<T>,
): Promise<T> {
  const kinds: PeerKind[] = seat.ownsStage ? ['pub', 'sub'] : ['sub'];
  const grants = kinds.flatMap((kind) => peers.find(toPeerId({ ...seat, kind })) ?? []);
  const owners = grants.filter(({ transportIds }) => transportIds.has(transportId));
  for (const grant of owners.length > 0 ? owners : grants) {
    try {
      return await act(grant.peerId);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'media.transport_gone') throw error;
    }
  }
  throw gone(transportId);
}

const gone = (transportId: string) =>
  new AppError('media.transport_gone', `transport ${transportId} is not this tab’s`);
