import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Ack, AppError, mediaNode, type NodeCall, type NodeReport } from '@shoal/contract';
import { Server, type Socket } from 'socket.io';
import { waitFor } from './wait-for.ts';

const CALL_TIMEOUT_MS = 10_000;

type Received = { readonly name: string; readonly payload: unknown };
type Payload<R extends NodeReport> = R['payload']['_zod']['output'];

/** The server's half of the node's connection, over a real socket; it takes every report in and keeps it. */
export class FakeServer {
  readonly url: string;
  readonly received: Received[] = [];
  readonly #close: () => Promise<void>;
  #node: Socket | undefined;
  isDeaf = false;

  static async open(port = 0): Promise<FakeServer> {
    const http = createServer();
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    const io = new Server(http);
    const { port: chosen } = http.address() as AddressInfo; // A TCP server's address is never a pipe name.
    return new FakeServer(io, `http://127.0.0.1:${chosen}`);
  }

  private constructor(io: Server, url: string) {
    this.url = url;
    this.#close = () => io.close();
    io.of('/node').on('connection', (socket) => {
      this.#node = socket;
      socket.onAny((name: string, payload: unknown, ack: unknown) => {
        if (this.isDeaf || typeof ack !== 'function') return;
        this.received.push({ name, payload });
        ack({ ok: true, data: {} });
        if (name === mediaNode.draining.name) socket.emit(mediaNode.releaseNode.name, {}, () => undefined);
      });
      socket.once('disconnect', () => {
        if (this.#node === socket) this.#node = undefined;
      });
    });
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  all<R extends NodeReport>(report: R): Payload<R>[] {
    return this.received.filter(({ name }) => name === report.name).map(({ payload }) => report.payload.parse(payload));
  }

  /** The first report that is right, once it has come; checked against the contract. */
  async next<R extends NodeReport>(
    report: R,
    isRight: (payload: Payload<R>) => boolean = () => true,
    boundMs = 10_000,
  ) {
    return await waitFor(`${report.name} (got ${this.received.map(({ name }) => name)})`, boundMs, () =>
      this.all(report).find(isRight),
    );
  }

  /** Calls the node. @throws AppError as the node refused it. */
  async call<C extends NodeCall>(call: C, input: C['input']['_zod']['input']): Promise<C['output']['_zod']['output']> {
    const node = await waitFor('the node to connect', 5_000, () => this.#node);
    const answer: Ack<unknown> = await node.timeout(CALL_TIMEOUT_MS).emitWithAck(call.name, input);
    if (!answer.ok) throw new AppError(answer.error.code, answer.error.message);
    return call.output.parse(answer.data) as C['output']['_zod']['output']; // Just parsed by that very schema.
  }

  async close(): Promise<void> {
    await this.#close();
  }
}
