import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { type MediaUnit, unitBytes } from './media-unit.ts';
import { toSenderReport } from './rtcp.ts';
import { rtspReply, takeRtspRequests } from './rtsp.ts';
import { toSdp } from './sdp.ts';
import type { TapTrack } from './tap.ts';
import type { ParameterSets } from './video-gate.ts';

const SENDER_REPORT_EVERY_MS = 5_000;
/** Sent before the next `flush()`: a dozen frames of the largest bitrate. */
const MAX_UNSENT_BYTES = 512 * 1024;

/**
 * Feeds one encoder over one loopback TCP connection (RTSP, interleaved): nothing is lost or reordered on the way,
 * there are no ports to race for, and closing the connection lets the encoder finish what it holds.
 */
export class EncoderFeed {
  readonly url: string;
  readonly #server: Server;
  readonly #tracks: readonly TapTrack[];
  readonly #sdp: string;
  readonly #sequences = new Map<string, number>();
  readonly #reportedAtMs = new Map<string, number>();
  readonly #waiting: MediaUnit[] = [];
  #socket: Socket | undefined;
  #isPlaying = false;
  #isEnding = false;

  static async open(tracks: readonly TapTrack[], parameterSets: ParameterSets | null): Promise<EncoderFeed> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new EncoderFeed(server, tracks, toSdp(tracks, parameterSets));
  }

  private constructor(server: Server, tracks: readonly TapTrack[], sdp: string) {
    this.#server = server;
    this.#tracks = tracks;
    this.#sdp = sdp;
    const path = randomBytes(16).toString('hex');
    this.url = `rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`; // A TCP server's address is never a pipe name.
    server.on('connection', (socket) => this.#accept(socket));
  }

  /** Sends the unit on with the next `flush()`, or keeps it until the encoder is ready. After `end()` units are dropped. */
  write(unit: MediaUnit): void {
    if (this.#isEnding) return;
    if (this.#isPlaying) this.#send(unit);
    else this.#waiting.push(unit);
  }

  /**
   * Sends what was written; call many times a second. A write wakes the encoder, which costs both of us more than copying the
   * bytes: units go together.
   */
  flush(): void {
    this.#socket?.uncork();
  }

  /** No more units follow: the encoder writes out what it has and ends by itself. */
  end(): void {
    this.#isEnding = true;
    if (this.#isPlaying) this.#socket?.end(); // Else it ends as soon as the encoder has asked for what waits.
  }

  close(): void {
    this.#isEnding = true;
    this.#waiting.length = 0;
    this.#socket?.destroy();
    if (this.#server.listening) this.#server.close();
  }

  #accept(socket: Socket): void {
    if (this.#socket) return void socket.destroy();
    this.#socket = socket;
    this.#server.close();
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy()); // The encoder died; its exit says so.
    let unread: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      const { requests, rest } = takeRtspRequests(Buffer.concat([unread, chunk]));
      unread = rest;
      for (const request of requests) {
        socket.write(rtspReply(request, this.url, this.#sdp));
        if (request.method === 'PLAY' && request.url.startsWith(this.url)) this.#play();
      }
    });
  }

  #play(): void {
    this.#isPlaying = true;
    for (const unit of this.#waiting.splice(0)) this.#send(unit);
    this.flush();
    if (this.#isEnding) this.#socket?.end();
  }

  #send(unit: MediaUnit): void {
    const stream = this.#tracks.findIndex((track) => track.kind === unit.kind);
    const first = unit.packets[0];
    const socket = this.#socket;
    if (stream < 0 || !first || !socket?.writable) return;
    if (socket.writableCorked === 0) socket.cork();
    const reportedAtMs = this.#reportedAtMs.get(unit.kind);
    const isReportDue = reportedAtMs === undefined || unit.atMs - reportedAtMs >= SENDER_REPORT_EVERY_MS;
    if (isReportDue) {
      this.#reportedAtMs.set(unit.kind, unit.atMs);
      const report = toSenderReport(first.ssrc, { timestamp: unit.timestamp, ntpMs: unit.atMs });
      const head = Buffer.alloc(HEAD_BYTES);
      writeHead(head, 0, { channel: stream * 2 + 1, bytes: report.length });
      socket.write(Buffer.concat([head, report]));
    }
    const bytes = Buffer.allocUnsafe(unitBytes(unit) + unit.packets.length * HEAD_BYTES);
    let sequence = this.#sequences.get(unit.kind) ?? 1;
    let at = 0;
    for (const { buffer } of unit.packets) {
      writeHead(bytes, at, { channel: stream * 2, bytes: buffer.length });
      buffer.copy(bytes, at + HEAD_BYTES);
      bytes.writeUInt16BE(sequence, at + HEAD_BYTES + 2);
      sequence = (sequence + 1) & 0xffff;
      at += HEAD_BYTES + buffer.length;
    }
    this.#sequences.set(unit.kind, sequence);
    socket.write(bytes);
    if (socket.writableLength > MAX_UNSENT_BYTES) this.flush();
  }
}

const HEAD_BYTES = 4;
/** RFC 2326, section 10.12. */
function writeHead(into: Buffer, at: number, { bytes, channel }: { channel: number; bytes: number }): void {
  into.writeUInt8(0x24, at);
  into.writeUInt8(channel, at + 1);
  into.writeUInt16BE(bytes, at + 2);
}
