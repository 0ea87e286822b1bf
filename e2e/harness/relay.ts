import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

const ASKS_FOR_WEBSOCKET = /^upgrade: websocket\r$/im;

/**
 * A TCP link that can be cut: while it is cut, open connections are reset and new ones refused. It can also lose what its
 * WebSockets carry without telling either end.
 */
export class Relay {
  readonly url: string;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  readonly #webSockets = new Set<{ near: Socket; far: Socket }>();
  #isCut = false;

  static async open(target: URL): Promise<Relay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Relay(server, target);
  }

  private constructor(server: Server, target: URL) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // Listening on TCP, so not a path.
    server.on('connection', (near) => this.#join(near, Number(target.port)));
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.resetAndDestroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** WebSockets that are open now stay open and carry nothing any more, as when a phone's cell is gone; new ones work. */
  fallSilent(): void {
    for (const { far, near } of this.#webSockets) {
      near.unpipe(far).resume();
      far.unpipe(near).resume();
    }
    this.#webSockets.clear();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(near: Socket, port: number): void {
    if (this.#isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      this.#open.add(socket);
      socket.on('error', () => {}); // Resets are what this is for.
      socket.on('close', () => {
        this.#open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const line = { near, far };
    near.once('data', (head) => ASKS_FOR_WEBSOCKET.test(head.toString('latin1')) && this.#webSockets.add(line));
    near.once('close', () => this.#webSockets.delete(line));
    near.pipe(far).pipe(near);
  }
}
