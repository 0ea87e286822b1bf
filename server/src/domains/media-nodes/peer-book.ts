import type { AccountId, mediaNode, SessionId, ShowId, StreamKeyId, TabId } from '@shoal/contract';
import { type PeerName, toPeerId } from './peer-id.ts';
import type { NodePlace } from './stage.ts';

/** The right that a tab has to media, as long as the server holds it. */
export type PeerGrant = PeerName & {
  readonly peerId: mediaNode.PeerId;
  readonly place: NodePlace;
  /** Undefined when it was taken over from a node and the tab has not been seen yet. */
  sessionId: SessionId | undefined;
  /** When its tab was last seen connected. */
  seenMs: number;
  readonly transportIds: Set<string>;
  isRevoked: boolean;
};

/** The grants that are out. */
export type PeerBook = {
  /** The tab's grant at this place, made when there is none. */
  grant(peer: PeerName, at: { place: NodePlace; sessionId: SessionId | undefined; nowMs: number }): PeerGrant;
  find(peerId: mediaNode.PeerId): PeerGrant | undefined;
  listWhere(matches: (grant: PeerGrant) => boolean): PeerGrant[];
  /** Takes a right away; what is in flight for it is closed when it arrives. */
  revoke(grant: PeerGrant): void;
  forget(peerId: mediaNode.PeerId): void;
};

export type PeerFilter = {
  showId?: ShowId | undefined;
  accountId?: AccountId | undefined;
  tabId?: TabId | undefined;
  sessionIds?: readonly SessionId[] | undefined;
  keyId?: StreamKeyId | undefined;
};

export function createPeerBook(): PeerBook {
  const grants = new Map<mediaNode.PeerId, PeerGrant>();
  return {
    grant(peer, { nowMs, place, sessionId }) {
      const peerId = toPeerId(peer);
      const known = grants.get(peerId);
      if (known && known.place.nodeId === place.nodeId && known.place.bootId === place.bootId) {
        known.sessionId = sessionId ?? known.sessionId;
        known.seenMs = nowMs;
        return known;
      }
      const made = {
        ...peer,
        peerId,
        place,
        sessionId,
        seenMs: nowMs,
        transportIds: new Set<string>(),
        isRevoked: false,
      };
      grants.set(peerId, made);
      return made;
    },
    find: (peerId) => grants.get(peerId),
    listWhere: (matches) => [...grants.values()].filter(matches),
    revoke(grant) {
      grant.isRevoked = true;
      if (grants.get(grant.peerId) === grant) grants.delete(grant.peerId);
    },
    forget: (peerId) => void grants.delete(peerId),
  };
}

/**
 * Whether a grant is meant by a filter. One whose session is not known belongs to every session of its account, but one
 * that a stream key gave belongs to none.
 */
export function isMeant(grant: PeerGrant, { accountId, keyId, sessionIds, showId, tabId }: PeerFilter): boolean {
  if (keyId !== undefined && grant.keyId !== keyId) return false;
  if (sessionIds && grant.keyId !== undefined) return false;
  if (showId !== undefined && grant.showId !== showId) return false;
  if (accountId !== undefined && grant.accountId !== accountId) return false;
  if (tabId !== undefined && grant.tabId !== tabId) return false;
  return !sessionIds || grant.sessionId === undefined || sessionIds.includes(grant.sessionId);
}
