import type { Ack, Broadcast, BroadcastPayload, Command, CommandOutput, CommandRequest, shows } from '@shoal/contract';
import { io } from 'socket.io-client';
import { CallFailure } from '../api/call-failure.ts';
import { chooseReconnectDelayMs } from './reconnect-policy.ts';
import { createSignal, type Signal } from './signal.ts';
import type { Hearable, Sendable } from './wire.ts';

// What the contract's types say is not known to Socket.IO: it hands over anything.
// biome-ignore lint/suspicious/noExplicitAny: a listener of one payload must fit a list of listeners of all.
type WireListener = (payload: any) => void;

/** The part of a Socket.IO client that is used here; tests stand in with their own. */
export type WireSocket = {
  readonly connected: boolean;
  connect: () => unknown;
  disconnect: () => unknown;
  on: (event: string, listener: WireListener) => unknown;
  off: (event: string, listener: WireListener) => unknown;
  timeout: (ms: number) => { emitWithAck: (event: string, payload: unknown) => Promise<unknown> };
};

/** `closed` is final: we closed it, or the server ended the session. */
export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'closed';
export type ClosedBecause = BroadcastPayload<typeof shows.sessionClosed>['reason'] | 'closed_here';

export type LiveSocketDeps = {
  dial: () => WireSocket;
  random: () => number;
};

const ACK_TIMEOUT_MS = 5_000;
/** In a storm a join is answered late, and asking again would only lengthen it. */
const JOIN_TIMEOUT_MS = 15_000;
const JOIN = 'show:join';
/** Reasons that are the line's or the server's, not the person's [CL1]. */
const comesBack: ReadonlySet<ClosedBecause> = new Set(['server_draining', 'too_slow']);

/** Websocket first, polling when a proxy swallows it; reconnecting is ours, so that the spread is kept. */
export function dialServer(): WireSocket {
  return io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnection: false,
    autoConnect: false,
    timeout: 10_000,
    withCredentials: true,
  });
}

/** Owns the one socket of a page: connects, reconnects with the server's spread, sends commands, hands out broadcasts. */
export class LiveSocket {
  readonly connection: Signal<Connection>;
  /** Settles once, when no further try will be made. */
  readonly closed: Promise<ClosedBecause>;
  readonly #state = createSignal<Connection>('connecting');
  readonly #wire: WireSocket;
  readonly #random: () => number;
  #settleClosed: (reason: ClosedBecause) => void = () => {};
  #attempt = 0;
  #spreadMs = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Said by the server just before it closes; decides whether coming back makes sense. */
  #farewell: ClosedBecause | undefined;

  static open(deps: LiveSocketDeps = { dial: dialServer, random: Math.random }): LiveSocket {
    const socket = new LiveSocket(deps);
    socket.#wire.connect();
    return socket;
  }

  private constructor(deps: LiveSocketDeps) {
    this.connection = this.#state;
    this.#random = deps.random;
    this.#wire = deps.dial();
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
    this.#wire.on('connect', () => this.#onUp());
    this.#wire.on('disconnect', () => this.#onDown());
    this.#wire.on('connect_error', (error: { message?: string }) => this.#onRefused(error));
    this.#wire.on('session:closed', (payload: BroadcastPayload<typeof shows.sessionClosed>) => {
      this.#farewell = payload.reason;
    });
  }

  /** Sends one command and waits at most 5 s for its answer, for that to a join 15 s. @throws CallFailure with the refusal's code, or `offline`. */
  async send<C extends Command>(command: Sendable<C>, input: CommandRequest<C>): Promise<CommandOutput<C>> {
    if (!this.#wire.connected) throw CallFailure.offline(`${command.name} while not connected`);
    const answer = await this.#wire
      .timeout(command.name === JOIN ? JOIN_TIMEOUT_MS : ACK_TIMEOUT_MS)
      .emitWithAck(command.name, input)
      .catch((cause: unknown) => {
        throw CallFailure.offline(cause);
      });
    // The server builds every answer from the contract's types; parsing it again here would only cost the phone.
    const ack = answer as Ack<CommandOutput<C>>;
    if (ack.ok) return ack.data;
    throw CallFailure.fromRefusal(ack.error);
  }

  /** Calls `listener` with every broadcast of this kind until the returned function is called. */
  on<B extends Broadcast>(broadcast: Hearable<B>, listener: (payload: BroadcastPayload<B>) => void): () => void {
    this.#wire.on(broadcast.name, listener);
    return () => this.#wire.off(broadcast.name, listener);
  }

  /** Takes what `show:join` and the heartbeat say, while somebody is there to say it. */
  setReconnectSpread(spreadMs: number): void {
    this.#spreadMs = spreadMs;
  }

  /** Tries at once instead of waiting out the back-off, as when the phone is back on the network. */
  retryNow(): void {
    if (this.#state.get() !== 'reconnecting' || this.#wire.connected) return;
    clearTimeout(this.#retry);
    this.#wire.connect();
  }

  /** Gives up a line that says nothing any more, and comes back as after any loss. */
  giveUpLine(): void {
    this.#wire.disconnect();
  }

  close(): void {
    this.#finish('closed_here');
  }

  #onUp(): void {
    if (this.#state.get() === 'closed') return;
    this.#attempt = 0;
    this.#farewell = undefined;
    this.#state.set('connected');
  }

  #onDown(): void {
    if (this.#state.get() === 'closed') return;
    if (this.#farewell && !comesBack.has(this.#farewell)) {
      this.#finish(this.#farewell);
      return;
    }
    this.#tryAgain();
  }

  #onRefused(error: { message?: string }): void {
    if (this.#state.get() === 'closed') return;
    if (error.message === 'accounts.signed_out') {
      this.#finish('signed_out');
      return;
    }
    this.#tryAgain();
  }

  #tryAgain(): void {
    this.#state.set(this.#state.get() === 'connecting' ? 'connecting' : 'reconnecting');
    clearTimeout(this.#retry);
    const delayMs = chooseReconnectDelayMs({
      attempt: this.#attempt,
      spreadMs: this.#spreadMs,
      random: this.#random(),
    });
    this.#attempt += 1;
    this.#retry = setTimeout(() => this.#wire.connect(), delayMs);
  }

  #finish(reason: ClosedBecause): void {
    if (this.#state.get() === 'closed') return;
    clearTimeout(this.#retry);
    this.#state.set('closed');
    this.#wire.disconnect();
    this.#settleClosed(reason);
  }
}
