import type { AccountId, mediaNode, ShowId, TabId } from '@shoal/contract';

/** What a peer is for: `pub` sends the host's picture and sound, `sub` watches. */
export type PeerKind = 'pub' | 'sub';

/** Whose media it is. */
export type PeerName = {
  readonly showId: ShowId;
  readonly accountId: AccountId;
  readonly tabId: TabId;
  readonly kind: PeerKind;
};

/** The same tab gets the same peer, also on a new socket and after a restart of the server. */
export const toPeerId = ({ accountId, kind, showId, tabId }: PeerName): mediaNode.PeerId =>
  `${showId}:${accountId}:${tabId}:${kind}` as mediaNode.PeerId; // Shorter than 160 characters, as its schema asks.

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PATTERN = new RegExp(`^(${UUID}):(${UUID}):(${UUID}):(pub|sub)$`);

/** Who a node's peer is; undefined for one that this server did not name. */
export function readPeerId(peerId: mediaNode.PeerId): PeerName | undefined {
  const [, showId, accountId, tabId, kind] = PATTERN.exec(peerId) ?? [];
  if (!showId || !accountId || !tabId || !kind) return undefined;
  return { showId, accountId, tabId, kind } as PeerName; // The pattern is that of the ids.
}
