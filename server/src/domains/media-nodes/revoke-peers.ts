import { mediaNode } from '@shoal/contract';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { isMeant, type PeerFilter, type PeerGrant } from './peer-book.ts';

type Deps = Pick<MediaNodesDeps, 'log' | 'peers' | 'registry'>;

const ATTEMPTS = 3;

/**
 * Takes rights away and closes their media on the node, also when the sockets are gone. A node that does not answer
 * is asked again; one that is away lets the lease run out.
 */
export async function revokePeers(deps: Deps, filter: PeerFilter): Promise<void> {
  const revoked = deps.peers.listWhere((grant) => isMeant(grant, filter));
  for (const grant of revoked) deps.peers.revoke(grant);
  await Promise.all(revoked.map((grant) => closePeer(deps, grant)));
}

async function closePeer({ log, registry }: Deps, { peerId, place, showId }: PeerGrant): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const node = registry.find(place);
    if (!node) return;
    try {
      await node.call(mediaNode.closePeer, { peerId });
      return;
    } catch (err) {
      log.warn({ err, showId, attempt }, 'media node did not close a peer yet');
    }
  }
}
