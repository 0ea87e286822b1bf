import { AppError, mediaNode } from '@shoal/contract';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import type { PeerGrant } from './peer-book.ts';
import type { PeerName } from './peer-id.ts';
import type { Seat } from './seat.ts';

export type HoldGrantDeps = Pick<MediaNodesDeps, 'nowMs' | 'peers' | 'log'>;

/** Whose right it is: a tab's, or that of a client with a stream key, which has no session of an account. */
export type Holder = Pick<Seat, 'accountId' | 'showId' | 'tabId'> &
  Pick<PeerName, 'keyId'> & { readonly sessionId: Seat['sessionId'] | undefined };

/**
 * Opens something on a node under the tab's grant. When the grant is revoked while the node works, what it opened is
 * closed again, so that no media outlives its right.
 */
export async function holdGrant<T>(
  deps: HoldGrantDeps,
  { kind, node, seat }: { seat: Holder; kind: PeerName['kind']; node: MediaNodeClient },
  open: (grant: PeerGrant) => Promise<T>,
): Promise<T> {
  const { accountId, keyId, sessionId, showId, tabId } = seat;
  const peer = { showId, accountId, tabId, kind, ...(keyId && { keyId }) };
  const grant = deps.peers.grant(peer, { place: node.place, sessionId, nowMs: deps.nowMs() });
  const opened = await open(grant);
  if (!grant.isRevoked) return opened;
  void node.call(mediaNode.closePeer, { peerId: grant.peerId }).catch((err: unknown) => {
    deps.log.warn({ err, showId }, 'could not close a revoked peer; its lease runs out');
  });
  throw new AppError('shows.not_joined', 'the right to this media was taken away');
}
