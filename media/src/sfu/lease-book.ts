import type { mediaNode } from '@shoal/contract';

type PeerId = mediaNode.PeerId;
export type PeerRole = 'publisher' | 'viewer';

/** How long a peer lives without being renewed by a server that is there. */
export const LEASE_MS: Record<PeerRole, number> = { viewer: 45_000, publisher: 120_000 };

/** Who is still wanted. Time in which the server is away does not count: its death stops nobody's video. */
export type LeaseBook = {
  open: (peerId: PeerId, role: PeerRole) => void;
  renew: (peerIds: readonly PeerId[]) => void;
  close: (peerId: PeerId) => void;
  setConnected: (isConnected: boolean) => void;
  /** Those whose lease has run out; they stay in the book until closed. */
  findExpired: () => PeerId[];
};

export function leaseBook(now: () => number): LeaseBook {
  const leases = new Map<PeerId, { role: PeerRole; renewedAtMs: number }>();
  let connectedMs = 0;
  let connectedSinceMs: number | undefined;
  const connectedTime = () => connectedMs + (connectedSinceMs === undefined ? 0 : now() - connectedSinceMs);

  return {
    open: (peerId, role) => void leases.set(peerId, { role, renewedAtMs: connectedTime() }),
    renew(peerIds) {
      for (const peerId of peerIds) {
        const lease = leases.get(peerId);
        if (lease) lease.renewedAtMs = connectedTime();
      }
    },
    close: (peerId) => void leases.delete(peerId),
    setConnected(isConnected) {
      connectedMs = connectedTime();
      connectedSinceMs = isConnected ? now() : undefined;
    },
    findExpired: () =>
      [...leases]
        .filter(([, lease]) => connectedTime() - lease.renewedAtMs >= LEASE_MS[lease.role])
        .map(([peerId]) => peerId),
  };
}
