import { mediaNode } from '@shoal/contract';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import type { PeerGrant } from './peer-book.ts';

type Deps = Pick<MediaNodesDeps, 'findTab' | 'log' | 'nowMs' | 'peers' | 'registry' | 'relays' | 'timings'>;

const MAX_PEERS_PER_CALL = 5_000;

/** Beyond the longest lease: by then the node has closed what was not renewed. */
const FORGOTTEN_AFTER_MS = 180_000;

/** Renews the peers whose tabs are connected, or were a moment ago; the others run out on the node. */
export async function renewLeases(deps: Deps): Promise<void> {
  const isForgotten = ({ keyId, seenMs }: PeerGrant) =>
    keyId === undefined && deps.nowMs() - seenMs > FORGOTTEN_AFTER_MS;
  for (const { peerId } of deps.peers.listWhere(isForgotten)) {
    deps.peers.forget(peerId);
  }
  await Promise.all(
    deps.registry.list().map(async (node) => {
      const grants = deps.peers.listWhere(({ place }) => place.bootId === node.place.bootId);
      const pulled = deps.relays.listWhere(({ place }) => place.bootId === node.place.bootId);
      const peerIds = [
        ...pulled.map(({ relayId }) => `relay:${relayId}` as mediaNode.PeerId), // As the node names what it pulls.
        ...grants.filter((grant) => isWanted(deps, grant)).map(({ peerId }) => peerId),
      ];
      for (let at = 0; at < peerIds.length; at += MAX_PEERS_PER_CALL) {
        await node.call(mediaNode.renewLeases, { peerIds: peerIds.slice(at, at + MAX_PEERS_PER_CALL) });
      }
    }),
  ).catch((err: unknown) => deps.log.warn({ err }, 'could not renew the leases of a media node'));
}

/** A client with a stream key has no tab to be seen by: it stays while its media flows and its key is valid. */
function isWanted({ findTab, nowMs, timings }: Deps, grant: PeerGrant): boolean {
  if (grant.keyId !== undefined) return true;
  const tab = findTab(grant.showId, grant.accountId, grant.tabId);
  if (tab) {
    grant.seenMs = nowMs();
    grant.sessionId = tab.sessionId;
  }
  return nowMs() - grant.seenMs <= timings.tabGoneAfterMs;
}
