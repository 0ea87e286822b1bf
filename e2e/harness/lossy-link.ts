import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { BrowserContext } from 'playwright-core';

/** A line for media packets between browsers and a node of this machine: it can be cut, and lose a share of the packets. */
export class LossyLink {
  /** Share of the packets that are lost, each way. */
  loss = 0;
  isCut = false;
  readonly #near: Socket;
  readonly #nodePort: number;
  readonly #far = new Map<number, Socket>();
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
      if (this.#passes()) this.#farOf(from).send(packet, nodePort, '127.0.0.1');
    });
  }

  /** Pages of this context reach the node over this line only. */
  async use(context: BrowserContext): Promise<void> {
    await context.addInitScript(leadOver, { nodePort: this.#nodePort, linkPort: this.#near.address().port });
  }

  close(): void {
    this.#near.close();
    for (const socket of this.#far.values()) socket.close();
  }

  #farOf({ address, port }: RemoteInfo): Socket {
    const known = this.#far.get(port);
    if (known) return known;
    const far = createSocket({ type: 'udp4', recvBufferSize: 1 << 20, sendBufferSize: 1 << 20 });
    far.on('message', (packet) => {
      if (this.#passes()) this.#near.send(packet, port, address);
    });
    this.#far.set(port, far);
    return far;
  }

  /** The same row of losses in every run. */
  #passes(): boolean {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return !this.isCut && this.#seed / 2 ** 32 >= this.loss;
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
