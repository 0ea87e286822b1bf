import type { Ack, BootId, NodeId } from '@shoal/contract';
import { mediaNode } from '@shoal/contract';
import { io, type Socket } from 'socket.io-client';
import type { Log } from '../platform/log.ts';
import { reportOutbox } from './report-outbox.ts';

const RECONNECT_MIN_MS = 200;
const RECONNECT_MAX_MS = 2_000;
const REPORT_TIMEOUT_MS = 5_000;
const REPORT_RETRY_MS = 500;
export const HEARTBEAT_MS = 2_000;

export type NodeSocketOptions = {
  serverUrl: string;
  clusterSecret: string;
  nodeId: NodeId;
  bootId: BootId;
  log: Log;
  describe: () => Promise<(typeof mediaNode.register.payload)['_zod']['output']>;
  measureLoad: () => Promise<mediaNode.NodeLoad>;
  onConnection: (isConnected: boolean) => void;
};

/** Owns the node's one connection to the server: registers on every connect, beats, and delivers reports. */
export class NodeSocket {
  readonly socket: Socket;
  readonly #options: NodeSocketOptions;
  readonly #outbox = reportOutbox(REPORT_RETRY_MS);
  readonly #heartbeat: NodeJS.Timeout;

  constructor(options: NodeSocketOptions) {
    const { serverUrl, clusterSecret, nodeId, bootId } = options;
    this.#options = options;
    this.socket = io(`${serverUrl}/node`, {
      auth: { secret: clusterSecret, nodeId, bootId },
      transports: ['websocket'],
      reconnectionDelay: RECONNECT_MIN_MS,
      reconnectionDelayMax: RECONNECT_MAX_MS,
      autoConnect: false,
    });
    this.socket.on('connect', () => void this.#register());
    this.socket.on('disconnect', (reason) => this.#lose(reason));
    this.socket.on('connect_error', (error) => this.#refused(error));
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
  }

  /** Dials, for ever. Register the calls first. */
  open(): void {
    this.socket.connect();
  }

  /** Delivers in order and until acknowledged; what a server misses in between waits. */
  report(name: string, payload: unknown): void {
    this.#outbox.add(name, payload);
  }

  /** Gives waiting reports a moment to leave, then hangs up. */
  async close(): Promise<void> {
    const until = Date.now() + 1_000;
    while (this.socket.connected && this.#outbox.size() > 0 && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    clearInterval(this.#heartbeat);
    this.#outbox.pause();
    this.socket.close();
  }

  async #register(): Promise<void> {
    const { describe, log, onConnection } = this.#options;
    const { id } = this.socket;
    try {
      await this.#send(mediaNode.register.name, await describe());
    } catch (error) {
      log.warn({ err: error }, 'server did not take the registration, dialling again');
      if (this.socket.id === id) this.socket.io.engine.close();
      return;
    }
    log.info({}, 'registered with the server');
    onConnection(true);
    this.#outbox.open((name, payload) => this.#send(name, payload));
  }

  #lose(reason: string): void {
    this.#options.log.warn({ reason }, 'server is gone; media goes on');
    this.#outbox.pause();
    this.#options.onConnection(false);
    // After the server's own goodbye the client does not dial by itself.
    if (reason === 'io server disconnect') this.#dialAfter(RECONNECT_MIN_MS);
  }

  #refused(error: Error): void {
    this.#options.log.debug({ err: error }, 'server not reached');
    if (!this.socket.active) this.#dialAfter(RECONNECT_MAX_MS);
  }

  #dialAfter(afterMs: number): void {
    setTimeout(() => this.socket.connect(), afterMs).unref();
  }

  async #beat(): Promise<void> {
    if (!this.socket.connected) return;
    const load = await this.#options.measureLoad();
    await this.#send(mediaNode.heartbeat.name, { load }).catch(() => undefined); // The next one is 2 s away.
  }

  async #send(name: string, payload: unknown): Promise<void> {
    const answer: Ack<unknown> = await this.socket.timeout(REPORT_TIMEOUT_MS).emitWithAck(name, payload);
    if (!answer.ok) this.#options.log.warn({ report: name, error: answer.error }, 'server refused a report');
    if (!answer.ok && answer.error.retry === 'after_delay') throw new Error(`${name} was refused for now`);
  }
}
