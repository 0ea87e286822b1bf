import {
  type Ack,
  AppError,
  type BootId,
  mediaNode,
  type NodeCall,
  type NodeId,
  type NodeReport,
  type ShowId,
} from '@shoal/contract';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import { pipeEnd, toAck, toTransport } from './fake-node-answers.ts';

type Output<C extends NodeCall> = z.output<C['output']>;
type Input<C extends NodeCall> = z.output<C['input']>;
type FakePeer = { showId: ShowId; kind: 'pub' | 'sub'; iceTag?: string; answer: Output<typeof mediaNode.watch> };
type FakeStage = {
  generation: number;
  publisher: mediaNode.Stage['publisher'];
  fence: number | null;
  relayId?: string | null;
};

export type FakeMediaNodeOptions = {
  url: string;
  secret?: string;
  nodeId?: string;
  bootId?: BootId;
  liveEdgeUrl?: string;
};

const BEAT_EVERY_MS = 1_000;
const TEST_SECRET = 'a-secret-that-only-the-tests-know-about';
const rtpCapabilities = { codecs: [{ kind: 'video' as const, mimeType: 'video/H264', clockRate: 90_000 }] };

/** A media process without media: it dials, registers and answers the server's calls as the contract says. */
export class FakeMediaNode {
  readonly nodeId: NodeId;
  readonly bootId: BootId;
  readonly stages = new Map<ShowId, FakeStage>();
  readonly peers = new Map<mediaNode.PeerId, FakePeer>();
  /** What the server asked for so far, oldest first. */
  readonly calls: { name: string; input: unknown }[] = [];
  /** Beyond these no viewer is taken in. */
  maxPeers = 280;
  isReleased = false;
  /** Relays whose end is gone here. */
  readonly lostRelays = new Set<string>();
  /** Names of calls that are never answered. */
  readonly deafTo = new Set<string>();
  /** What happens elsewhere before a call is answered. */
  beforeAnswer: ((name: string) => Promise<void>) | undefined;
  readonly liveEdgeUrl: string | null;
  #socket: Socket | undefined;

  static async open(options: FakeMediaNodeOptions): Promise<FakeMediaNode> {
    const node = new FakeMediaNode(options);
    await node.dial(options.url, options.secret);
    return node;
  }

  private constructor({ bootId, liveEdgeUrl, nodeId }: FakeMediaNodeOptions) {
    this.liveEdgeUrl = liveEdgeUrl ?? null;
    this.nodeId = (nodeId ?? 'fake') as NodeId;
    this.bootId = bootId ?? (crypto.randomUUID() as BootId);
  }

  /** Connects and registers, carrying on what it has. @throws Error when the server lets it not in. */
  async dial(url: string, secret = TEST_SECRET): Promise<void> {
    const { bootId, nodeId } = this;
    const options = { transports: ['websocket'], forceNew: true, reconnection: false };
    const socket = io(`${url}/node`, { ...options, auth: { secret, nodeId, bootId } });
    this.#socket = socket;
    this.#answerCalls(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => reject(error));
    });
    await this.report(mediaNode.register, {
      nodeId,
      bootId,
      rtpCapabilities,
      load: this.load,
      stages: this.#describe(),
      liveEdgeUrl: this.liveEdgeUrl,
    });
    this.#beat(socket);
  }

  get load(): mediaNode.NodeLoad {
    return {
      ...{ workerCpuRatio: 0, workers: 1, consumers: this.peers.size, freeDiskBytes: 100e9 },
      ...{ isReady: true, maxPeersPerWorker: this.maxPeers },
      workerLoads: [{ pid: 1, cpuRatio: 0, peers: this.peers.size, shows: this.stages.size }],
    };
  }

  /** Sends a report until it is taken in. */
  async report<const R extends NodeReport>(report: R, payload: z.input<R['payload']>): Promise<Ack<unknown>> {
    if (!this.#socket) throw new Error('the fake node is not connected');
    return this.#socket.timeout(5_000).emitWithAck(report.name, payload);
  }

  /** Puts picture and sound of a peer on the stage, as after its media arrived. */
  async publish(showId: ShowId, peerId: mediaNode.PeerId): Promise<void> {
    const producers = (['video', 'audio'] as const).map((kind) => ({
      producerId: crypto.randomUUID(),
      kind,
      mimeType: kind === 'video' ? 'video/H264' : 'audio/opus',
    }));
    await this.#changeStage(showId, { peerId, producers });
  }

  /** The publisher is gone. */
  async unpublish(showId: ShowId): Promise<void> {
    await this.#changeStage(showId, null);
  }

  /** A viewer's worker died. */
  async losePeer(peerId: mediaNode.PeerId, showId: ShowId): Promise<void> {
    const transportId = this.peers.get(peerId)?.answer.transport.id ?? null;
    this.peers.delete(peerId);
    await this.report(mediaNode.peerClosed, { showId, peerId, transportId, reason: 'worker_died' });
  }

  callsOf(call: NodeCall): unknown[] {
    return this.calls.filter(({ name }) => name === call.name).map(({ input }) => input);
  }

  /** The line is cut; what it has stays. */
  hangUp(): void {
    this.#socket?.close();
  }

  /** A node that is silent for 6 s is cut off, however busy the machine. */
  #beat(socket: Socket): void {
    const beating = setInterval(() => socket.emit(mediaNode.heartbeat.name, { load: this.load }), BEAT_EVERY_MS);
    beating.unref();
    socket.once('disconnect', () => clearInterval(beating));
  }

  async #changeStage(showId: ShowId, publisher: FakeStage['publisher']): Promise<void> {
    const stage = this.#getStage(showId);
    stage.generation = Math.max(stage.generation + 1, Date.now());
    stage.publisher = publisher;
    await this.report(mediaNode.stageChanged, { showId, generation: stage.generation, publisher });
  }

  #getStage(showId: ShowId): FakeStage {
    const stage = this.stages.get(showId) ?? { generation: Date.now(), publisher: null, fence: null };
    this.stages.set(showId, stage);
    return stage;
  }

  #describe() {
    return [...this.stages].map(([showId, { fence, generation, publisher, relayId }]) => ({
      relayId: relayId ?? null,
      stage: { showId, generation, publisher },
      peerIds: [...this.peers].filter(([, peer]) => peer.showId === showId).map(([peerId]) => peerId),
      recordingFence: fence,
    }));
  }

  #answerCalls(socket: Socket): void {
    const on = <const C extends NodeCall>(call: C, answer: (input: Input<C>) => Output<C>) => {
      socket.on(call.name, async (raw: unknown, ack: (answer: Ack<unknown>) => void) => {
        const input = call.input.parse(raw) as Input<C>; // Parsed by the call's own schema.
        this.calls.push({ name: call.name, input });
        if (this.deafTo.has(call.name)) return;
        if (this.beforeAnswer) await this.beforeAnswer(call.name);
        ack(toAck(() => answer(input)));
      });
    };
    on(mediaNode.openPublishTransport, ({ peerId, showId }) => ({
      transport: this.#openPeer(peerId, { showId, kind: 'pub' }).answer.transport,
    }));
    on(mediaNode.connectTransport, ({ peerId, transportId }) => this.#requireTransport(peerId, transportId));
    on(mediaNode.restartIce, ({ peerId, transportId }) => {
      this.#requireTransport(peerId, transportId);
      return { iceParameters: { usernameFragment: 'fresh', password: 'fresh' } };
    });
    on(mediaNode.produce, ({ peerId, transportId }) => {
      this.#requireTransport(peerId, transportId);
      return { producerId: crypto.randomUUID() };
    });
    on(mediaNode.prepareWatch, ({ peerId, showId }) => {
      const { consumers, transport } = this.#openPeer(peerId, { showId, kind: 'sub' }).answer;
      return { transport, consumers };
    });
    on(mediaNode.choosePicture, () => ({}));
    on(mediaNode.watch, ({ peerId, showId }) => {
      const stage = this.stages.get(showId);
      if (!stage?.publisher) throw new AppError('media.not_streaming', 'nothing on the stage');
      if (!this.peers.has(peerId) && this.peers.size >= this.maxPeers) throw new AppError('media.full', 'full');
      return { ...this.#openPeer(peerId, { showId, kind: 'sub' }).answer, generation: stage.generation };
    });
    on(mediaNode.publishOffer, ({ offer, peerId, showId }) => {
      const answered = this.#answerOffer(peerId, { showId, kind: 'pub' }, offer);
      setImmediate(() => void this.publish(showId, peerId));
      return answered;
    });
    on(mediaNode.playOffer, ({ offer, peerId, showId }) => {
      if (!this.stages.get(showId)?.publisher) throw new AppError('media.not_streaming', 'nothing on the stage');
      if (this.peers.size >= this.maxPeers) throw new AppError('media.full', 'full');
      return this.#answerOffer(peerId, { showId, kind: 'sub' }, offer);
    });
    on(mediaNode.patchIce, ({ fragment, iceTag, peerId }) => {
      const peer = this.peers.get(peerId);
      if (!peer?.iceTag) throw new AppError('media.transport_gone', 'gone');
      if (iceTag !== null && iceTag !== peer.iceTag) throw new AppError('media.ice_changed', 'restarted');
      if (!fragment.includes('restart')) return { answer: null, iceTag: peer.iceTag };
      peer.iceTag += 'r';
      return { answer: 'a=ice-ufrag:fresh', iceTag: peer.iceTag };
    });
    on(mediaNode.closePeer, ({ peerId }) => {
      this.peers.delete(peerId);
      return {};
    });
    on(mediaNode.closeShow, ({ showId }) => {
      this.stages.delete(showId);
      for (const [peerId, peer] of this.peers) if (peer.showId === showId) this.peers.delete(peerId);
      return {};
    });
    on(mediaNode.renewLeases, () => ({}));
    on(mediaNode.revokeEdge, () => ({}));
    on(mediaNode.publishFile, ({ peerId, showId }) => {
      setImmediate(() => void this.publish(showId, peerId));
      return {};
    });
    on(mediaNode.openRelay, ({ relayId, showId }) => {
      this.#getStage(showId).relayId = relayId;
      return { to: pipeEnd };
    });
    on(mediaNode.sendRelay, ({ relayId, showId }) => {
      const { generation, publisher } = this.#getStage(showId);
      if (!publisher) throw new AppError('media.not_streaming', 'nothing to send');
      if (this.lostRelays.has(relayId)) throw new AppError('media.transport_gone', 'its worker died');
      const rtpParameters = { codecs: [{ mimeType: 'video/H264', payloadType: 101, clockRate: 90_000 }] };
      const tracks = publisher.producers.map(({ kind, producerId }) => ({
        kind,
        producerId,
        rtpParameters,
        isPaused: false,
      }));
      return { from: pipeEnd, generation, tracks };
    });
    on(mediaNode.receiveRelay, ({ relayId, showId, tracks }) => {
      const stage = this.#getStage(showId);
      const producers = tracks.map(({ kind, producerId }) => ({ kind, producerId, mimeType: `${kind}/any` }));
      stage.publisher = { peerId: `relay:${relayId}` as mediaNode.PeerId, producers };
      return {};
    });
    on(mediaNode.closeRelay, ({ relayId, showId }) => {
      const stage = this.stages.get(showId);
      if (stage?.relayId === relayId) this.stages.set(showId, { ...stage, publisher: null, relayId: null });
      return {};
    });
    on(mediaNode.endNode, () => ({}));
    on(mediaNode.releaseNode, () => {
      this.isReleased = true;
      return {};
    });
    on(mediaNode.startRecording, ({ fence, showId }) => {
      this.#getStage(showId).fence = fence;
      return {};
    });
    on(mediaNode.stopRecording, ({ showId }) => {
      this.#getStage(showId).fence = null;
      return { lastRunId: null };
    });
  }

  #openPeer(peerId: mediaNode.PeerId, { kind, showId }: Pick<FakePeer, 'showId' | 'kind'>): FakePeer {
    const known = this.peers.get(peerId);
    if (known) return known;
    this.#getStage(showId);
    const peer = { showId, kind, answer: { transport: toTransport(), consumers: [], generation: 0 } };
    this.peers.set(peerId, peer);
    return peer;
  }

  /** What begins with `v=0` is an offer that it takes. */
  #answerOffer(peerId: mediaNode.PeerId, peer: Pick<FakePeer, 'showId' | 'kind'>, offer: string) {
    if (!offer.startsWith('v=0')) throw new AppError('request.invalid', 'no SDP');
    if (offer.includes('no-codec')) throw new AppError('media.incompatible', 'no codec of ours');
    const opened = this.#openPeer(peerId, peer);
    opened.iceTag = 'first';
    return { answer: 'v=0\r\n', transportId: opened.answer.transport.id, iceTag: opened.iceTag };
  }

  #requireTransport(peerId: mediaNode.PeerId, transportId: string): Record<string, never> {
    if (this.peers.get(peerId)?.answer.transport.id === transportId) return {};
    throw new AppError('media.transport_gone', `peer ${peerId} has no transport ${transportId}`);
  }
}
