import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { BrowserContext } from 'playwright-core';

/** What waits before a narrow line, in ms of its rate; more is lost. */
const QUEUE_MS = 300;

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
      if (this.#passes(from.port)) this.#carry(() => this.#farOf(from).send(packet, nodePort, '127.0.0.1'));
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
