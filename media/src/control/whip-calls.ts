import { mediaNode } from '@shoal/contract';
import type { SdpPeers } from '../whip/sdp-peers.ts';
import type { OnCall } from './call-listener.ts';

/** The face of WHIP and WHEP towards the server, which speaks HTTP with their clients. */
export function registerWhipCalls(on: OnCall, peers: SdpPeers): void {
  on(mediaNode.publishOffer, ({ offer, peerId, showId }) => peers.publish(showId, peerId, offer));
  on(mediaNode.playOffer, ({ offer, peerId, showId }) => peers.play(showId, peerId, offer));
  on(mediaNode.patchIce, ({ fragment, iceTag, peerId }) => peers.patchIce(peerId, iceTag, fragment));
}
