import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { BrowserContext } from 'playwright-core';
import type { Span } from './span.ts';

/** What waits before a narrow line, in ms of its rate; more is lost. */
const QUEUE_MS = 300;
const RTP_HEAD_BYTES = 12;
/** No packet of sound is so large, and the first that is begins a picture. */
const LARGE_BYTES = 500;
/** A picture of which nothing came for so long paused. */
const PAUSE_MS = 150;

/** What passed of one picture, in one of its sizes. */
type PictureStream = Span & { readonly bytes: number; readonly pauses: Span[] };

/**
 * A line for media packets between browsers and a node of this machine: it can be cut, lose a share of the packets, be
 * narrow or long, and lead another way from now on.
 */
export class LossyLink {
  /** Share of the packets that are lost, each way. */
  loss = 0;
  isCut = false;
  /** What a packet is under way, each way. */
  delayMs = 0;
  /** What it carries to the browsers; endless unless told otherwise. */
  bitsPerSecond = Number.POSITIVE_INFINITY;
  readonly #near: Socket;
  readonly #nodePort: number;
  readonly #far = new Map<number, Socket>();
  readonly #left = new Set<number>();
  readonly #pictures = new Map<number, PictureStream>();
  #pictureType: number | undefined;
  #freeAtMs = 0;
  #isClosed = false;
  #seed = 1;

  static async open(nodePort: number): Promise<LossyLink> {
    const near = createSocket({ type: 'udp4', recvBufferSize: 1 << 20, sendBufferSize: 1 << 20 });
    near.bind(0, '127.0.0.1');
    await once(near, 'listening');
    return new LossyLink(near, nodePort);
  }

  private constructor(near: Socket, nodePort: number) {
    this.#near = near;
    this.#nodePort = nodePort;
    near.on('message', (packet, from) => {
      if (!this.#passes(from.port)) return;
      this.#notePicture(packet);
      this.#carry(() => this.#farOf(from).send(packet, nodePort, '127.0.0.1'));
    });
  }

  /** Pages of this context reach the node over this line only. */
  async use(context: BrowserContext): Promise<void> {
    await context.addInitScript(leadOver, { nodePort: this.#nodePort, linkPort: this.#near.address().port });
  }

  /** The browsers are in another network: no packet passes from where they send now, for good. */
  leave(): void {
    for (const port of this.#far.keys()) this.#left.add(port);
  }

  /** When nothing passed of the largest picture that was being sent: no recorder can have what was drawn then. */
  listUnsent(): Span[] {
    const streams = [...this.#pictures.values()];
    return streams
      .filter((of) => !streams.some((other) => isBeside(of, other) && other.bytes > of.bytes))
      .flatMap((of) => of.pauses);
  }

  close(): void {
    this.#isClosed = true;
    this.#near.close();
    for (const socket of this.#far.values()) socket.close();
  }

  #farOf({ address, port }: RemoteInfo): Socket {
    const known = this.#far.get(port);
    if (known) return known;
    const far = createSocket({ type: 'udp4', recvBufferSize: 1 << 20, sendBufferSize: 1 << 20 });
    far.on('message', (packet) => {
      if (this.#passes(port)) this.#narrow(packet, () => this.#carry(() => this.#near.send(packet, port, address)));
    });
    this.#far.set(port, far);
    return far;
  }

  /** The headers of SRTP are open. Retransmissions and padding are of a type of their own. */
  #notePicture(packet: Buffer): void {
    if (packet.length < RTP_HEAD_BYTES || packet.readUInt8(0) >> 6 !== 2 || isRtcp(packet)) return;
    const type = packet.readUInt8(1) & 0x7f;
    if (packet.length >= LARGE_BYTES) this.#pictureType ??= type;
    if (type !== this.#pictureType) return;
    const ssrc = packet.readUInt32BE(8);
    const nowMs = Date.now();
    const stream = this.#pictures.get(ssrc) ?? { fromMs: nowMs, toMs: nowMs, bytes: 0, pauses: [] };
    if (nowMs - stream.toMs > PAUSE_MS) stream.pauses.push({ fromMs: stream.toMs, toMs: nowMs });
    this.#pictures.set(ssrc, { ...stream, toMs: nowMs, bytes: stream.bytes + packet.length });
  }

  /** The same row of losses in every run. */
  #passes(browserPort: number): boolean {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return !this.isCut && !this.#left.has(browserPort) && this.#seed / 2 ** 32 >= this.loss;
  }

  #carry(send: () => void): void {
    if (this.delayMs === 0) send();
    else setTimeout(() => !this.#isClosed && send(), this.delayMs);
  }

  /** Packets follow one another at the line's rate, as before a slow modem. */
  #narrow(packet: Buffer, send: () => void): void {
    const now = performance.now();
    const waitMs = Math.max(0, this.#freeAtMs - now);
    if (waitMs > QUEUE_MS) return;
    this.#freeAtMs = now + waitMs + (packet.length * 8_000) / this.bitsPerSecond;
    if (waitMs === 0) send();
    else setTimeout(() => !this.#isClosed && send(), waitMs);
  }
}

const isBeside = (a: Span, b: Span) => a.fromMs < b.toMs && b.fromMs < a.toMs;
const isRtcp = (packet: Buffer) => packet.readUInt8(1) >= 192 && packet.readUInt8(1) <= 223;

// Runs in the page: the node's UDP candidate gets the line's port, its TCP candidate goes.
function leadOver({ linkPort, nodePort }: { linkPort: number; nodePort: number }): void {
  type SetRemote = (this: RTCPeerConnection, description: RTCSessionDescriptionInit) => Promise<void>;
  const native = RTCPeerConnection.prototype.setRemoteDescription as SetRemote; // The form with callbacks is never used.
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    const lines = (description.sdp ?? '').split('\r\n').filter((line) => !/^a=candidate:.* tcp /i.test(line));
    const sdp = lines.map((line) =>
      line.startsWith('a=candidate:') ? line.replace(` ${nodePort} `, ` ${linkPort} `) : line,
    );
    return native.call(this, { type: description.type, sdp: sdp.join('\r\n') });
  };
}
