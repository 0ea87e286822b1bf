import { connect, type Socket } from 'node:net';
import { findFrame, toPongFrame, toTextFrame } from './frames.ts';

export type RawSocketEvents = {
  /** A text message: the bytes from `start` to `end`, which are overwritten once this returns. */
  onText: (data: Buffer, start: number, end: number) => void;
  /** It is gone, whoever closed it; `opened` tells whether it had been a WebSocket before. */
  onClosed: (opened: boolean) => void;
};
export type RawSocketTarget = { port: number; path: string; headers: string };

const HEAD_END = '\r\n\r\n';
// One for all: a read is looked at before the next one begins.
const shared = Buffer.allocUnsafe(256 * 1024);

/** One WebSocket on a bare TCP connection: cheap enough that ten thousand of them fit beside the server they load. */
export class RawSocket {
  readonly #tcp: Socket;
  readonly #events: RawSocketEvents;
  #rest: Buffer | undefined;
  #isOpen = false;

  static open(target: RawSocketTarget, events: RawSocketEvents): RawSocket {
    return new RawSocket(target, events);
  }

  private constructor({ headers, path, port }: RawSocketTarget, events: RawSocketEvents) {
    this.#events = events;
    const callback = (size: number) => {
      this.#take(size);
      return true;
    };
    this.#tcp = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer: shared, callback } });
    this.#tcp.on('error', () => {}); // Told by `close`.
    this.#tcp.once('close', () => events.onClosed(this.#isOpen));
    this.#tcp.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: YSBzY2hvb2wgb2YgZmlzaA==\r\nSec-WebSocket-Version: 13\r\n${headers}\r\n`,
    );
  }

  get isOpen(): boolean {
    return this.#isOpen && !this.#tcp.destroyed;
  }

  /** Sends a text; what is sent after the end is lost, as on any broken line. */
  send(text: string): void {
    this.sendFrame(toTextFrame(text));
  }

  /** The same with a frame made before. */
  sendFrame(frame: Buffer): void {
    if (!this.#tcp.destroyed) this.#tcp.write(frame);
  }

  /** Cuts the line without a word, as a dead phone does. Safe to call twice. */
  cut(): void {
    this.#tcp.resetAndDestroy();
  }

  #take(size: number): void {
    const rest = this.#rest;
    this.#rest = undefined;
    const data = rest ? Buffer.concat([rest, shared.subarray(0, size)]) : shared;
    const end = rest ? rest.length + size : size;
    let at = this.#isOpen ? 0 : this.#takeHead(data, end);
    if (at < 0) return;
    for (let frame = findFrame(data, at, end); frame; frame = findFrame(data, at, end)) {
      at = frame.end;
      this.#takeFrame(frame.opcode, data, frame.start, frame.end);
    }
    if (at < end) this.#rest = Buffer.from(data.subarray(at, end));
  }

  /** @returns where the frames begin, or -1 while the answer to the upgrade is not whole or is a refusal. */
  #takeHead(data: Buffer, end: number): number {
    const at = data.subarray(0, end).indexOf(HEAD_END);
    if (at < 0) {
      this.#rest = Buffer.from(data.subarray(0, end));
      return -1;
    }
    if (!data.subarray(0, 12).toString('latin1').endsWith(' 101')) {
      this.#tcp.destroy();
      return -1;
    }
    this.#isOpen = true;
    return at + HEAD_END.length;
  }

  #takeFrame(opcode: number, data: Buffer, start: number, end: number): void {
    if (opcode === 0x1) this.#events.onText(data, start, end);
    if (opcode === 0x8) this.#tcp.destroy();
    if (opcode === 0x9) this.sendFrame(toPongFrame(data.subarray(start, end)));
  }
}
