import {
  type Ack,
  type Command,
  type CommandOutput,
  type CommandRequest,
  drops,
  log,
  PROTOCOL_VERSION,
  type ShowId,
  shows,
  type TabId,
} from '@shoal/contract';
import { readEntryFrame } from './entry-frame.ts';
import { RawSocket } from './raw-socket.ts';

export type RoomClientOptions = {
  port: number;
  cookie: string;
  showId: ShowId;
  tabId: TabId;
  door: 'studio' | 'room';
  /** Told of each entry that was applied, once and in order, and how long it was if it came alone. */
  onApplied?: (seq: number, bytes: number) => void;
  /** Parse and keep every entry: for a checker. Who only counts leaves it out. */
  keepsEntries?: boolean;
  /** Report as a phone does, cumulative, 100 to 250 ms after an entry: what was received, or the newest as seen too. */
  receipts?: 'received' | 'seen';
  /** Come back when the line broke, within the spread that the server named beforehand [RS5]. */
  comesBack?: boolean;
};

type Waiting = { resolve: (answer: Ack<unknown>) => void; reject: (error: Error) => void };

const ACK_LIMIT_MS = 5_000;
const RECEIPT_AFTER_MS = { least: 100, most: 250 };
const RETRY_AFTER_MS = { least: 200, most: 1_000 };

/** One tab in a show by the rules of the protocol, on a raw socket: what loads a server and what is checked afterwards. */
export class RoomClient {
  readonly entries: log.LogEntry[] = [];
  epoch = '';
  lastSeq = 0;
  /** Acknowledged by the server, so in the database. */
  reportedSeq = 0;
  /** Frames that came a second time on one socket, and holes that had to be asked for [LG3]. */
  repeats = 0;
  gaps = 0;
  joins = 0;
  /** Why it is not in, in the server's words, as far as it said. */
  closeReason: string | undefined;
  readonly #options: RoomClientOptions;
  readonly #waiting = new Map<number, Waiting>();
  #socket: RawSocket | undefined;
  #nextId = 0;
  #isJoined = false;
  #isResuming = false;
  #isClosed = false;
  #spreadMs = 500;
  #timers = new Set<NodeJS.Timeout>();
  #receiptIsDue = false;
  #whenJoined = Promise.withResolvers<void>();

  static open(options: RoomClientOptions): RoomClient {
    const client = new RoomClient(options);
    client.#connect();
    return client;
  }

  private constructor(options: RoomClientOptions) {
    this.#options = options;
    this.#whenJoined.promise.catch(() => {}); // Nobody may be waiting.
  }

  get isJoined(): boolean {
    return this.#isJoined;
  }

  /** Settles at the next join, at once when it is in the show already; rejects when it will not come back. */
  get joined(): Promise<void> {
    return this.#whenJoined.promise;
  }

  /** Sends a command. @throws Error when the line breaks or no answer comes in 5 s: it may have happened or not. */
  async ask<C extends Command>(command: C, input: CommandRequest<C>): Promise<Ack<CommandOutput<C>>> {
    const id = this.#nextId++;
    const { promise, reject, resolve } = Promise.withResolvers<Ack<unknown>>();
    this.#waiting.set(id, { resolve, reject });
    const timer = this.#later(ACK_LIMIT_MS, () => this.#settle(id)?.reject(new Error(`${command.name}: no answer`)));
    this.#socket?.send(`42${id}${JSON.stringify([command.name, input])}`);
    if (!this.#socket?.isOpen) this.#settle(id)?.reject(new Error(`${command.name}: no line`));
    const answer = await promise.finally(() => this.#forget(timer));
    return answer as Ack<CommandOutput<C>>; // The server parses its answers by the same contract.
  }

  /** Breaks the line without a word. */
  cut(): void {
    this.#socket?.cut();
  }

  /** Leaves for good. */
  close(): void {
    this.#isClosed = true;
    this.cut();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #connect(): void {
    const { cookie, port } = this.#options;
    const headers = `Origin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\n`;
    this.#socket = RawSocket.open(
      { port, path: '/socket.io/?EIO=4&transport=websocket', headers },
      { onText: (...text) => this.#take(...text), onClosed: (opened) => this.#onClosed(opened) },
    );
  }

  #onClosed(opened: boolean): void {
    if (this.#isJoined) this.#whenJoined = Promise.withResolvers<void>();
    this.#whenJoined.promise.catch(() => {});
    this.#isJoined = false;
    this.#isResuming = false;
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new Error('the line broke'));
    if (this.#isClosed || !this.#options.comesBack)
      return void this.#whenJoined.reject(new Error(`not in the show: ${this.closeReason ?? 'the line broke'}`));
    this.#later(opened ? Math.random() * this.#spreadMs : between(RETRY_AFTER_MS), () => this.#connect());
  }

  #take(data: Buffer, start: number, end: number): void {
    const entry = readEntryFrame(data, start, end);
    if (!entry) return void this.#takeText(data.toString('utf8', start, end));
    if (this.#isJoined) this.#takeEntry(entry.seq, data, start, end); // Else it is in the tail, or a gap after it.
  }

  #takeText(text: string): void {
    if (text === '2') return void this.#socket?.send('3');
    if (text.startsWith('0')) return void this.#socket?.send('40');
    if (text.startsWith('40')) return void this.#join().catch((error: unknown) => this.#giveUp(String(error)));
    if (text.startsWith('44')) return void this.#giveUp(text);
    if (text.startsWith('43')) return void this.#takeAnswer(text);
    if (text.startsWith('42["log:heartbeat"')) return void this.#takeHeartbeat(JSON.parse(text.slice(2))[1]);
    if (text.startsWith('42["session:closed"')) this.closeReason = JSON.parse(text.slice(2))[1].reason;
  }

  #giveUp(why: string): void {
    this.closeReason = why;
    this.cut();
  }

  #takeAnswer(text: string): void {
    const at = text.indexOf('[');
    const [answer] = JSON.parse(text.slice(at)) as [Ack<unknown>];
    this.#settle(Number(text.slice(2, at)))?.resolve(answer);
  }

  async #join(): Promise<void> {
    const { door, showId, tabId } = this.#options;
    const position = this.epoch === '' ? null : { epoch: this.epoch, seq: this.lastSeq };
    const answer = await this.ask(shows.joinShow, { showId, tabId, door, protocol: PROTOCOL_VERSION, position });
    if (!answer.ok) throw new Error(answer.error.code);
    this.#spreadMs = answer.data.reconnectSpreadMs;
    this.epoch = answer.data.log.epoch;
    this.#applyTail(answer.data.log.entries);
    this.#isJoined = true;
    this.joins += 1;
    if (answer.data.log.hasMore) await this.#resume();
    this.#whenJoined.resolve();
    if (this.reportedSeq < this.lastSeq) this.#reportSoon();
  }

  #takeEntry(seq: number, data: Buffer, start: number, end: number): void {
    if (seq <= this.lastSeq) this.repeats += 1;
    if (seq > this.lastSeq + 1) {
      this.gaps += 1;
      void this.#resume();
    }
    if (seq !== this.lastSeq + 1) return;
    const entry = this.#options.keepsEntries ? parseEntry(data.toString('utf8', start, end)) : undefined;
    this.#apply(seq, entry, end - start);
  }

  #takeHeartbeat({ epoch, reconnectSpreadMs, top }: { epoch: string; top: number; reconnectSpreadMs: number }): void {
    this.#spreadMs = reconnectSpreadMs;
    if (this.#isJoined && epoch === this.epoch && top > this.lastSeq) void this.#resume();
  }

  async #resume(): Promise<void> {
    if (this.#isResuming) return;
    this.#isResuming = true;
    for (let hasMore = true; hasMore; ) {
      const position = { epoch: this.epoch, seq: this.lastSeq };
      const answer = await this.ask(log.resumeLog, { showId: this.#options.showId, position }).catch(() => undefined);
      if (!answer?.ok) break;
      this.#applyTail(answer.data.entries);
      hasMore = answer.data.hasMore;
    }
    this.#isResuming = false;
  }

  #applyTail(entries: readonly log.LogEntry[]): void {
    for (const entry of entries) if (entry.seq === this.lastSeq + 1) this.#apply(entry.seq, entry, 0);
  }

  #apply(seq: number, entry: log.LogEntry | undefined, bytes: number): void {
    this.lastSeq = seq;
    if (this.#options.keepsEntries && entry) this.entries.push(entry);
    this.#options.onApplied?.(seq, bytes);
    this.#reportSoon();
  }

  #reportSoon(): void {
    if (!this.#options.receipts || this.#receiptIsDue) return;
    this.#receiptIsDue = true;
    this.#later(between(RECEIPT_AFTER_MS), () => void this.#report());
  }

  async #report(): Promise<void> {
    const { epoch, lastSeq: appliedSeq } = this;
    const seen = this.#options.receipts === 'seen' ? [appliedSeq] : [];
    const input = { showId: this.#options.showId, epoch, appliedSeq, seen, saved: [] };
    const answer = await this.ask(drops.reportReceipts, input).catch(() => undefined);
    this.#receiptIsDue = false;
    if (answer?.ok) this.reportedSeq = Math.max(this.reportedSeq, answer.data.appliedSeq);
    if (this.#isJoined && this.reportedSeq < this.lastSeq) this.#reportSoon(); // What is not acknowledged is sent again.
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #later(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#isClosed) act();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #forget(timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }
}

const between = ({ least, most }: { least: number; most: number }) => least + Math.random() * (most - least);

const parseEntry = (text: string): log.LogEntry =>
  (JSON.parse(text.slice(text.indexOf('['))) as [string, { entry: log.LogEntry }])[1].entry;
