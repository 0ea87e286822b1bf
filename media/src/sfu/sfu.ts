import { AppError, type mediaNode, type ShowId, type signaling } from '@shoal/contract';
import type { types } from 'mediasoup';
import type { Log } from '../platform/log.ts';
import { turns } from '../platform/turns.ts';
import { applyPicture } from './apply-picture.ts';
import { chooseStageWorker, chooseViewerWorker, type WorkerCandidate } from './choose-worker.ts';
import type { PeerRole } from './lease-book.ts';
import { leaseBook } from './lease-book.ts';
import { Peer, type PeerCloseReason, type PeerId } from './peer.ts';
import { ShowStage } from './show-stage.ts';
import type { StageOutlet } from './stage-outlet.ts';
import { toTransportOptions, webRtcTransportOptions } from './transport-options.ts';
import { openSilence, watchStage } from './watch-stage.ts';
import type { WorkerLoads } from './worker-loads.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { WorkerSlot } from './worker-slot.ts';

/** The part of a worker that people in lobbies may take: the rest is for those who come when something is shown. */
const LOBBY_SHARE = 0.7;

export type ClosedPeer = { showId: ShowId; peerId: PeerId; transportId: string | null; reason: PeerCloseReason };
export type SfuOptions = {
  pool: WorkerPool;
  loads: WorkerLoads;
  maxPeersPerWorker: number;
  log: Log;
  now: () => number;
  onStageChanged: (stage: mediaNode.Stage) => void;
  onPeerClosed: (closed: ClosedPeer) => void;
};

export type WatchWish = { rtpCapabilities: types.RtpCapabilities; picture: signaling.Picture | undefined };
/** Which router of a worker a peer's transport is on. */
type ChooseRouter = (outlet: StageOutlet) => Promise<types.Router>;
const ownRouter: ChooseRouter = async ({ router }) => router;

type CloseableHost = { showId: ShowId; close: () => void };

/** Everything live in this node: shows, their stages, and the peers on them. Every method may be repeated. */
export class Sfu {
  readonly #options: SfuOptions;
  readonly #stages = new Map<ShowId, Promise<ShowStage>>();
  readonly #open = new Map<ShowId, ShowStage>();
  readonly #peers = new Map<PeerId, Peer>();
  readonly #synthetic = new Map<PeerId, CloseableHost>();
  readonly #generations = new Map<ShowId, number>();
  readonly #opening = new WeakMap<WorkerSlot, number>();
  readonly #turns = turns();
  readonly leases: ReturnType<typeof leaseBook>;

  constructor(options: SfuOptions) {
    this.#options = options;
    this.leases = leaseBook(options.now);
  }

  get stages(): readonly ShowStage[] {
    return [...this.#open.values()];
  }

  findStage(showId: ShowId): ShowStage | undefined {
    return this.#open.get(showId);
  }

  peerIdsOf(showId: ShowId): PeerId[] {
    const browsers = [...this.#peers.values()].filter((peer) => peer.showId === showId).map((peer) => peer.peerId);
    const synthetic = [...this.#synthetic].filter(([, host]) => host.showId === showId).map(([peerId]) => peerId);
    return [...browsers, ...synthetic];
  }

  countConsumers(): number {
    return [...this.#peers.values()].reduce((total, peer) => total + (peer.watched?.consumers.length ?? 0), 0);
  }

  /** @throws AppError media.full */
  openPublishTransport(showId: ShowId, peerId: PeerId) {
    return this.#turns.take(peerId, async () => {
      const peer = await this.#openPeer(showId, peerId, 'publisher');
      return { transport: toTransportOptions(peer.transport) };
    });
  }

  /** @throws AppError media.transport_gone */
  async connectTransport(peerId: PeerId, transportId: string, dtlsParameters: types.DtlsParameters): Promise<void> {
    await this.#getPeer(peerId, transportId).connect(dtlsParameters);
  }

  /** @throws AppError media.transport_gone | media.incompatible */
  produce(peerId: PeerId, transportId: string, options: types.ProducerOptions): Promise<{ producerId: string }> {
    const peer = this.#getPeer(peerId, transportId);
    return this.#turns.take(peer.showId, async () => {
      const stage = await this.openStage(peer.showId);
      const producer = await stage.produce(peerId, peer.transport, options);
      return { producerId: producer.id };
    });
  }

  /** For one who waits for the show: her transport, connected by a silent track. @throws AppError media.incompatible | media.full */
  prepareWatch(showId: ShowId, peerId: PeerId, rtpCapabilities: types.RtpCapabilities) {
    return this.#turns.take(peerId, async () => {
      const stage = await this.openStage(showId);
      const peer = await this.#openPeer(showId, peerId, 'viewer', { share: LOBBY_SHARE });
      return {
        transport: toTransportOptions(peer.transport),
        consumers: await openSilence(stage, peer, rtpCapabilities),
      };
    });
  }

  /** @throws AppError media.not_streaming | media.incompatible | media.full */
  watch(showId: ShowId, peerId: PeerId, { picture, rtpCapabilities }: WatchWish) {
    return this.#turns.take(peerId, async () => {
      const stage = this.#open.get(showId);
      if (!stage || stage.tracks.length === 0)
        throw new AppError('media.not_streaming', `show ${showId} has no picture`);
      const peer = await this.#openPeer(showId, peerId, 'viewer');
      if (picture) peer.picture = picture;
      return { transport: toTransportOptions(peer.transport), ...(await watchStage(stage, peer, rtpCapabilities)) };
    });
  }

  /** A viewer who consumes behind a router of her own kind. @throws AppError media.full */
  openViewer(showId: ShowId, peerId: PeerId, chooseRouter: ChooseRouter): Promise<Peer> {
    return this.#turns.take(peerId, () => this.#openPeer(showId, peerId, 'viewer', { chooseRouter }));
  }

  /** Also for what she watches later; nothing when she is gone. */
  choosePicture(peerId: PeerId, picture: signaling.Picture): Promise<void> {
    return this.#turns.take(peerId, async () => {
      const peer = this.#peers.get(peerId);
      if (!peer) return;
      peer.picture = picture;
      await Promise.all((peer.watched?.consumers ?? []).map((consumer) => applyPicture(consumer, picture)));
    });
  }

  /** @throws AppError media.transport_gone */
  async restartIce(peerId: PeerId, transportId: string): Promise<types.IceParameters> {
    return await this.#getPeer(peerId, transportId).transport.restartIce();
  }

  closePeer(peerId: PeerId, reason: PeerCloseReason = 'left'): void {
    const peer = this.#peers.get(peerId) ?? this.#synthetic.get(peerId);
    this.leases.close(peerId);
    this.#peers.delete(peerId);
    this.#synthetic.delete(peerId);
    if (!peer) return;
    peer.close();
    const transportId = peer instanceof Peer ? peer.transport.id : null;
    this.#options.onPeerClosed({ showId: peer.showId, peerId, transportId, reason });
  }

  closeShow(showId: ShowId): void {
    for (const peerId of this.peerIdsOf(showId)) this.closePeer(peerId);
    this.#open.get(showId)?.close();
  }

  close(): void {
    for (const showId of [...this.#open.keys()]) this.closeShow(showId);
  }

  /** Takes in a host that is no browser; the stage is hers like anybody's. */
  adoptSyntheticHost(peerId: PeerId, host: CloseableHost): void {
    this.#synthetic.set(peerId, host);
    this.leases.open(peerId, 'publisher');
  }

  findPeer = (peerId: PeerId): Peer | undefined => this.#peers.get(peerId);

  hasPeer = (peerId: PeerId): boolean => this.#peers.has(peerId) || this.#synthetic.has(peerId);

  /** Closes peers whose lease ran out and those that have had no media for too long. */
  closeExpired(): void {
    for (const peerId of this.leases.findExpired()) this.closePeer(peerId, 'lease_ran_out');
    for (const peer of [...this.#peers.values()]) {
      if (peer.hasBeenSilentForLong()) this.closePeer(peer.peerId, 'disconnected');
    }
  }

  /** Closes hosts who send far more than they may. Called every second. */
  async closeFlooding(): Promise<void> {
    for (const peer of [...this.#peers.values()]) {
      if (await peer.sendsTooMuch()) this.closePeer(peer.peerId, 'sends_too_much');
    }
  }

  /** The show's stage, opened on the least loaded worker. @throws AppError media.full when no worker lives. */
  openStage(showId: ShowId): Promise<ShowStage> {
    const known = this.#stages.get(showId);
    if (known) return known;
    const opening = this.#openStage(showId);
    this.#stages.set(showId, opening);
    opening.catch(() => this.#stages.delete(showId));
    return opening;
  }

  async #openStage(showId: ShowId): Promise<ShowStage> {
    const { now, onStageChanged } = this.#options;
    const slot = chooseStageWorker(this.listWorkers())?.slot;
    if (!slot) throw new AppError('media.full', 'no media worker is up');
    const onTakenOver = (peerId: PeerId) => this.closePeer(peerId, 'taken_over');
    const lastGeneration = this.#generations.get(showId) ?? 0;
    const stage = await ShowStage.open({ showId, slot, now, lastGeneration, onChanged: onStageChanged, onTakenOver });
    this.#open.set(showId, stage);
    stage.router.observer.once('close', () => {
      this.#open.delete(showId);
      this.#stages.delete(showId);
      const generation = stage.generation + 1;
      this.#generations.set(showId, generation);
      onStageChanged({ showId, generation, publisher: null });
    });
    return stage;
  }

  /** Every worker that lives, with what is on it; `stage` tells how near that show is. */
  listWorkers(stage?: ShowStage) {
    const { loads, pool } = this.#options;
    const peers = Map.groupBy(this.#peers.values(), ({ slot }) => slot);
    const shows = Map.groupBy(this.#open.values(), ({ slot }) => slot);
    return pool.slots.map((slot) => ({
      slot,
      peers: (peers.get(slot)?.length ?? 0) + (this.#opening.get(slot) ?? 0),
      shows: shows.get(slot)?.length ?? 0,
      cpuRatio: loads.cpuRatioOf(slot),
      nearness: toNearness(stage, slot),
    }));
  }

  async #openPeer(
    showId: ShowId,
    peerId: PeerId,
    role: PeerRole,
    { chooseRouter = ownRouter, share = 1 }: { chooseRouter?: ChooseRouter; share?: number } = {},
  ): Promise<Peer> {
    const known = this.#peers.get(peerId);
    if (known && known.showId === showId && known.role === role && !known.transport.closed) return known;
    if (known) this.closePeer(peerId);
    const stage = await this.openStage(showId);
    const slot = role === 'viewer' ? this.#chooseViewerSlot(stage, share) : stage.slot;
    const peer = await this.#reserve(slot, async () => {
      const router = await chooseRouter(await stage.openOutlet(slot));
      const transport = await router.createWebRtcTransport(webRtcTransportOptions(slot.webRtcServer));
      const opened = new Peer({ showId, peerId, role, slot, now: this.#options.now }, transport);
      this.#peers.set(peerId, opened);
      return opened;
    });
    this.leases.open(peerId, role);
    void peer.lost.then((reason) => {
      if (this.#peers.get(peerId) === peer) this.closePeer(peerId, reason);
    });
    return peer;
  }

  /** Counts a peer on its worker while it is being opened: a crowd that comes at once meets the cap as well. */
  async #reserve(slot: WorkerSlot, open: () => Promise<Peer>): Promise<Peer> {
    this.#opening.set(slot, (this.#opening.get(slot) ?? 0) + 1);
    try {
      return await open();
    } finally {
      this.#opening.set(slot, (this.#opening.get(slot) ?? 1) - 1);
    }
  }

  #chooseViewerSlot(stage: ShowStage, share: number): WorkerSlot {
    const { log, maxPeersPerWorker } = this.#options;
    const chosen = chooseViewerWorker(this.listWorkers(stage), Math.floor(maxPeersPerWorker * share));
    if (!chosen) throw new AppError('media.full', `no worker has room for a viewer of show ${stage.showId}`);
    const { cpuRatio, nearness, peers, slot } = chosen;
    if (nearness === 'none') {
      log.info({ showId: stage.showId, workerPid: slot.worker.pid, cpuRatio, peers }, 'show piped to another worker');
    }
    return slot;
  }

  #getPeer(peerId: PeerId, transportId: string): Peer {
    const peer = this.#peers.get(peerId);
    if (!peer) throw new AppError('media.transport_gone', `peer ${peerId} is not here`);
    peer.requireTransport(transportId);
    return peer;
  }
}

function toNearness(stage: ShowStage | undefined, slot: WorkerSlot): WorkerCandidate['nearness'] {
  if (stage?.slot === slot) return 'origin';
  return stage?.hasOutlet(slot) ? 'piped' : 'none';
}
