import { AppError, type mediaNode, type ShowId, type signaling } from '@shoal/contract';
import type { types } from 'mediasoup';
import type { PeerRole } from './lease-book.ts';
import { LEASE_MS } from './lease-book.ts';
import { senderLimit } from './sender-limit.ts';
import type { WorkerSlot } from './worker-slot.ts';

export type PeerId = mediaNode.PeerId;
export type PeerCloseReason =
  | 'left'
  | 'lease_ran_out'
  | 'disconnected'
  | 'worker_died'
  | 'taken_over'
  | 'sends_too_much';

export type PeerPlan = { showId: ShowId; peerId: PeerId; role: PeerRole; slot: WorkerSlot; now: () => number };

/** Owns one browser's transport and what it sends or receives over it. */
export class Peer {
  readonly showId: ShowId;
  readonly peerId: PeerId;
  readonly role: PeerRole;
  /** The worker that its transport is on. */
  readonly slot: WorkerSlot;
  readonly transport: types.WebRtcTransport;
  /** Settles when the browser has gone or the worker took the transport; not by `close()`. */
  readonly lost: Promise<PeerCloseReason>;
  /** What the viewer watches, and of which stage. */
  watched: { generation: number; consumers: readonly types.Consumer[] } | undefined;
  /** A silent track from before there was anything to watch; it stays, since closing it would cost the browser a turn. */
  silence: types.Consumer | undefined;
  /** How much picture the viewer wants. */
  picture: signaling.Picture = 'auto';
  readonly #now: () => number;
  readonly #limit = senderLimit();
  #withoutMediaSinceMs: number | undefined;
  #connecting: Promise<void> | undefined;

  constructor(plan: PeerPlan, transport: types.WebRtcTransport) {
    this.showId = plan.showId;
    this.peerId = plan.peerId;
    this.role = plan.role;
    this.slot = plan.slot;
    this.transport = transport;
    this.#now = plan.now;
    this.#withoutMediaSinceMs = plan.now();
    transport.on('icestatechange', () => this.#noteMedia());
    this.lost = new Promise((resolve) => {
      transport.on('dtlsstatechange', (state) => {
        this.#noteMedia();
        if (state === 'closed') resolve('left');
        if (state === 'failed') resolve('disconnected');
      });
      transport.once('routerclose', () => resolve('worker_died'));
    });
  }

  /** Starts DTLS once; a repeated call waits for the first. After a failed one it may be tried again. */
  async connect(dtlsParameters: types.DtlsParameters): Promise<void> {
    this.#connecting ??= this.transport.connect({ dtlsParameters }).catch((error: unknown) => {
      this.#connecting = undefined;
      throw error;
    });
    await this.#connecting;
  }

  /** @throws AppError media.transport_gone when it has another transport now. */
  requireTransport(transportId: string): void {
    if (this.transport.id !== transportId) {
      throw new AppError('media.transport_gone', `peer ${this.peerId} has another transport now`);
    }
  }

  hasBeenSilentForLong(): boolean {
    return this.#withoutMediaSinceMs !== undefined && this.#now() - this.#withoutMediaSinceMs >= LEASE_MS[this.role];
  }

  /** Whether a publisher has been far above the cap for too long; reads her counters, so once a second is enough. */
  async sendsTooMuch(): Promise<boolean> {
    if (this.role !== 'publisher') return false;
    const stats = await this.transport.getStats().catch(() => []); // Closed meanwhile.
    const bytesReceived = stats.reduce((total, stat) => total + stat.bytesReceived, 0);
    return stats.length > 0 && this.#limit.note(bytesReceived, this.#now());
  }

  close(): void {
    this.transport.close();
  }

  #noteMedia(): void {
    const { iceState, dtlsState } = this.transport;
    const flows = (iceState === 'connected' || iceState === 'completed') && dtlsState === 'connected';
    this.#withoutMediaSinceMs = flows ? undefined : (this.#withoutMediaSinceMs ?? this.#now());
  }
}
