import type { AccountId, mediaNode, ShowId, StreamKeyId, TabId } from '@shoal/contract';

/**
 * What a peer is for: `pub` sends the host's picture and sound, `sub` watches; `whip` and `whep` do the same for clients
 * that are no page of ours.
 */
export type PeerKind = 'pub' | 'sub' | 'whip' | 'whep';

/** Whose media it is. */
export type PeerName = {
  readonly showId: ShowId;
  /** With a stream key: who issued it. */
  readonly accountId: AccountId;
  /** With a stream key: the client's session. */
  readonly tabId: TabId;
  readonly kind: PeerKind;
  /** The key that a WHIP or WHEP client came with. */
  readonly keyId?: StreamKeyId;
};

/** The same tab gets the same peer, also on a new socket and after a restart of the server. */
export const toPeerId = ({ accountId, keyId, kind, showId, tabId }: PeerName): mediaNode.PeerId =>
  [showId, accountId, tabId, kind, ...(keyId ? [keyId] : [])].join(':') as mediaNode.PeerId; // At most 152 characters of 160.

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PATTERN = new RegExp(`^(${UUID}):(${UUID}):(${UUID}):(?:(pub|sub)|(whip|whep):(${UUID}))$`);

/** Who a node's peer is; undefined for one that this server did not name. */
export function readPeerId(peerId: mediaNode.PeerId): PeerName | undefined {
  const [, showId, accountId, tabId, own, outside, keyId] = PATTERN.exec(peerId) ?? [];
  const kind = own ?? outside;
  if (!showId || !accountId || !tabId || !kind) return undefined;
  return { showId, accountId, tabId, kind, ...(keyId && { keyId }) } as PeerName; // The pattern is that of the ids.
}
