import { clearTimeout, setTimeout } from 'k6/timers';
import { type MessageEvent, WebSocket } from 'k6/websockets';
import { CONNECT, eventFrame, type Frame, PONG } from './engine-io.ts';
import * as metrics from './metrics.ts';
import { type Entry, readAnswer, readAppended, readHeartbeat, readText, type Tail, type Welcome } from './read-wire.ts';
import { createStepCounter } from './step-counter.ts';
import { createWaitingAnswers, type TakeAnswer } from './waiting-answers.ts';
import { wire } from './wire.ts';

/** `welcome` entries were there before she came; `late` ones she missed while she was away. */
export type Way = 'live' | 'late' | 'welcome';

export type LiveSocketDeps = {
  readonly url: string;
  readonly showId: string;
  readonly headers: Record<string, string>;
  /** `atMs` is when it came off the wire: handling hundreds of sockets takes longer than the server does. */
  readonly onApplied: (entry: Entry, way: Way, atMs: number) => void;
  readonly onJoined: (joinedMs: number) => void;
  /** Current again, so long after the socket was lost. */
  readonly onBack: (awayMs: number) => void;
  readonly onEvent?: (name: string, payload: string) => void;
};

const ACK_LIMIT_MS = 5_000;
const QUICK_MS = 500;
const LONGEST_MS = 15_000;
/** How long a heartbeat's top may be above ours before we ask [LG4]. */
const BEHIND_MS = 1_000;

/** Owns one shopkeeper's socket: connects, joins, applies the log by the client rule, and comes back after a break. */
export class LiveSocket {
  readonly steps = createStepCounter();
  epoch = '';
  readonly #deps: LiveSocketDeps;
  readonly #tabId = crypto.randomUUID();
  readonly #waiting = createWaitingAnswers();
  #socket: WebSocket | undefined;
  #message: MessageEvent | undefined;
  #openedMs = 0;
  #lostMs = 0;
  #spreadMs = QUICK_MS;
  #attempt = 0;
  #retry: number | undefined;
  #behind: { top: number; sinceMs: number } | undefined;
  #isConnected = false;
  #isJoined = false;
  #isClosed = false;

  static open(deps: LiveSocketDeps): LiveSocket {
    const socket = new LiveSocket(deps);
    socket.#connect();
    return socket;
  }

  private constructor(deps: LiveSocketDeps) {
    this.#deps = deps;
  }

  get isJoined(): boolean {
    return this.#isJoined;
  }

  /** Sends a command of the contract, its input as JSON. Answered once; undefined when the answer is lost. */
  send(name: string, input: string, take: TakeAnswer): void {
    if (this.#isConnected) this.#socket?.send(eventFrame(this.#waiting.add(take, Date.now()), name, input));
    else take(undefined);
  }

  /** Gives up what was not acknowledged in time, and asks for what a heartbeat knew of. To be called twice a second. */
  sweep(nowMs: number): void {
    if (this.#behind && nowMs - this.#behind.sinceMs >= BEHIND_MS) this.#mindHeartbeat(this.#behind.top);
    this.#waiting.sweep(nowMs, ACK_LIMIT_MS);
  }

  /** Loses the connection as a phone does that changes its network; it comes back by itself. */
  cut(): void {
    this.#socket?.close();
  }

  /** Leaves for good. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    if (this.#retry !== undefined) clearTimeout(this.#retry);
    this.#socket?.close();
  }

  #connect(): void {
    const url = `${this.#deps.url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, null, { headers: this.#deps.headers });
    this.#socket = socket;
    this.#openedMs = Date.now();
    let isLost = false;
    const lose = () => {
      if (isLost) return;
      isLost = true;
      this.#onLost();
    };
    socket.onmessage = (event) => {
      if (!event) return;
      if (this.#isClosed) {
        socket.close(); // We left while it was being opened.
        return;
      }
      this.#message = event;
      this.#onFrame(readText(event.data as string)); // The server sends text alone.
    };
    socket.onclose = lose;
    socket.onerror = () => {
      socket.close();
      lose();
    };
  }

  #onLost(): void {
    if (this.#isJoined) this.#lostMs = Date.now();
    else if (!this.#isClosed) metrics.failedConnects.add(1);
    this.#isConnected = false;
    this.#isJoined = false;
    this.#socket = undefined;
    this.#waiting.clear();
    if (!this.#isClosed) this.#retry = setTimeout(() => this.#connect(), this.#chooseDelayMs());
  }

  /** [RS5]: within the spread at first, then slower. */
  #chooseDelayMs(): number {
    const attempt = this.#attempt;
    this.#attempt += 1;
    const widest = Math.max(Math.min(QUICK_MS * 2 ** attempt, LONGEST_MS), this.#spreadMs);
    return attempt === 0 ? Math.random() * widest : widest * (0.5 + Math.random() * 0.5);
  }

  #onFrame(frame: Frame): void {
    switch (frame.kind) {
      case 'open':
        this.#socket?.send(CONNECT);
        break;
      case 'ping':
        this.#socket?.send(PONG);
        break;
      case 'connected':
        metrics.connects.add(1);
        this.#isConnected = true;
        this.#join();
        break;
      case 'event':
        this.#onEvent(frame.name, frame.payload);
        break;
      case 'ack':
        this.#onAck(frame.id, frame.payload);
        break;
      case 'refused':
      case 'disconnected':
        this.#socket?.close();
    }
  }

  #onAck(id: number, payload: string): void {
    const found = this.#waiting.settle(id, Date.now());
    if (!found) return;
    metrics.ackMs.add(found.tookMs);
    found.take(readAnswer(payload));
  }

  #onEvent(name: string, payload: string): void {
    const { broadcasts } = wire;
    if (name === broadcasts.entryAppended) this.#onEntry(payload);
    else if (name === broadcasts.heartbeat) this.#onHeartbeat(payload);
    else this.#deps.onEvent?.(name, payload);
  }

  #onEntry(payload: string): void {
    const { entry, epoch } = readAppended(payload);
    if (this.epoch !== '' && epoch !== this.epoch) return;
    const step = this.steps.broadcast(entry.seq);
    if (step === 'applied') this.#deps.onApplied(entry, 'live', this.#message?.timestamp ?? Date.now());
    if (step === 'behind') this.#resume();
  }

  #onHeartbeat(payload: string): void {
    const { reconnectSpreadMs, top } = readHeartbeat(payload);
    this.#spreadMs = reconnectSpreadMs;
    if (this.#isJoined && top > this.steps.counts.last) this.#behind ??= { top, sinceMs: Date.now() };
  }

  #mindHeartbeat(top: number): void {
    this.#behind = undefined;
    if (this.#isJoined && this.steps.tailEnded(top)) this.#resume();
  }

  #join(): void {
    const { last } = this.steps.counts;
    const position = this.epoch === '' ? null : { epoch: this.epoch, seq: last };
    if (position) metrics.resumes.add(1);
    this.steps.connected();
    const input = { showId: this.#deps.showId, tabId: this.#tabId, door: 'room', protocol: wire.protocol, position };
    this.send(wire.commands.joinShow, JSON.stringify(input), (answer) => {
      if (answer?.ok) {
        this.#onWelcome(answer.data as Welcome, position === null);
        return;
      }
      if (answer) metrics.refusedJoins.add(1);
      this.#socket?.close(); // Comes back a little later, as a page does.
    });
  }

  #onWelcome({ log, reconnectSpreadMs }: Welcome, isFirst: boolean): void {
    this.#spreadMs = reconnectSpreadMs;
    this.#attempt = 0;
    this.#isJoined = true;
    this.#deps.onJoined(Date.now() - this.#openedMs);
    this.#applyTail(log, isFirst ? 'welcome' : 'late');
  }

  #resume(): void {
    metrics.repairs.add(1);
    const position = { epoch: this.epoch, seq: this.steps.counts.last };
    const input = JSON.stringify({ showId: this.#deps.showId, position });
    this.send(wire.commands.resumeLog, input, (answer) => {
      if (answer?.ok) this.#applyTail(answer.data as Tail, 'late');
      else this.#socket?.close();
    });
  }

  #applyTail(tail: Tail, way: Way): void {
    if (tail.isReset && this.epoch !== '') this.steps.reset();
    this.epoch = tail.epoch;
    const nowMs = Date.now();
    for (const entry of tail.entries) if (this.steps.tail(entry.seq)) this.#deps.onApplied(entry, way, nowMs);
    if (this.steps.tailEnded(tail.top)) {
      this.#resume();
    } else if (this.#lostMs > 0) {
      this.#deps.onBack(Date.now() - this.#lostMs);
      this.#lostMs = 0;
    }
  }
}
