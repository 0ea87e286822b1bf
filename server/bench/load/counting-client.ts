import { readEntryFrame } from './entry-frame.ts';
import { toTextFrame } from './frames.ts';
import { RawSocket } from './raw-socket.ts';

/** How a peer is spoken to: a bare WebSocket, or Socket.IO without any rooms of ours. */
export type Dialect = 'ws' | 'socket.io';
export type CountingClientOptions = {
  port: number;
  dialect: Dialect;
  onApplied: (seq: number, bytes: number) => void;
  /** Answer each broadcast: a reply of a few bytes, or Socket.IO's acknowledgement where it was asked for. */
  acknowledges: boolean;
};

const paths = { ws: '/', 'socket.io': '/socket.io/?EIO=4&transport=websocket' };
const pong = toTextFrame('3');
const reply = toTextFrame('a');

/** A client of a peer: counts what comes, in the same bytes and by the same reader as a client of ours. */
export class CountingClient {
  lastSeq = 0;
  repeats = 0;
  gaps = 0;
  readonly joined: Promise<void>;
  readonly #options: CountingClientOptions;
  readonly #socket: RawSocket;
  readonly #opened = Promise.withResolvers<void>();

  static open(options: CountingClientOptions): CountingClient {
    return new CountingClient(options);
  }

  private constructor(options: CountingClientOptions) {
    this.#options = options;
    this.joined = this.#opened.promise;
    this.joined.catch(() => {}); // Nobody may be waiting.
    this.#socket = RawSocket.open(
      { port: options.port, path: paths[options.dialect], headers: '' },
      {
        onText: (...text) => this.#take(...text),
        onClosed: () => this.#opened.reject(new Error('the peer closed the line')),
      },
    );
  }

  get isJoined(): boolean {
    return this.#socket.isOpen;
  }

  /** Asks the peer for one broadcast, as a host's page would. */
  press(): void {
    this.#socket.send(this.#options.dialect === 'ws' ? 'press' : '42["press"]');
  }

  cut(): void {
    this.#socket.cut();
  }

  #take(data: Buffer, start: number, end: number): void {
    const entry = readEntryFrame(data, start, end);
    if (entry) return void this.#takeEntry(entry.seq, entry.ackId, end - start);
    const text = data.toString('latin1', start, Math.min(end, start + 2));
    if (text === '2') return void this.#socket.sendFrame(pong);
    if (text.startsWith('0')) return void this.#socket.send('40');
    if (text === '40' || text === 'hi') this.#opened.resolve();
  }

  #takeEntry(seq: number, ackId: number, bytes: number): void {
    if (seq <= this.lastSeq) this.repeats += 1;
    if (seq > this.lastSeq + 1) this.gaps += 1;
    this.lastSeq = seq;
    this.#options.onApplied(seq, bytes);
    if (ackId >= 0) this.#socket.send(`43${ackId}[]`);
    else if (this.#options.acknowledges) this.#socket.sendFrame(reply);
  }
}
