import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP way to a server that takes its time, and can keep what the server says until it is told to go on. */
export class DelayRelay {
  /** What a byte is under way, each way. */
  delayMs = 0;
  readonly url: string;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #held: (() => void)[] | undefined;

  static async open(target: URL): Promise<DelayRelay> {
    const server = createServer({ noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DelayRelay(server, Number(target.port));
  }

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // Listening on TCP, so not a path.
    server.on('connection', (near) => this.#join(near, connect({ port, host: '127.0.0.1', noDelay: true })));
  }

  /** From now on nothing comes from the server. */
  hold(): void {
    this.#held ??= [];
  }

  /** What was kept goes on its way now. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of held) send();
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.#open.add(socket);
      socket.on('error', () => {}); // Its closing says the same.
      socket.on('close', () => {
        this.#open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const toServer = this.#openLine(far);
    const toClient = this.#openLine(near);
    near.on('data', (chunk) => toServer(chunk));
    far.on('data', (chunk) => {
      if (this.#held) this.#held.push(() => toClient(chunk));
      else toClient(chunk);
    });
  }

  /** Bytes keep their order, whatever becomes of the delay meanwhile. */
  #openLine(to: Socket): (chunk: Buffer) => void {
    const underWay: { chunk: Buffer; atMs: number }[] = [];
    const arrive = () => {
      for (let [next] = underWay; next && next.atMs <= performance.now(); [next] = underWay) {
        underWay.shift();
        if (to.writable) to.write(next.chunk);
      }
      const [next] = underWay;
      if (next) setTimeout(arrive, Math.max(0, next.atMs - performance.now()));
    };
    return (chunk) => {
      const latest = underWay.at(-1)?.atMs ?? 0;
      underWay.push({ chunk, atMs: Math.max(latest, performance.now() + this.delayMs) });
      if (underWay.length === 1) arrive();
    };
  }
}
