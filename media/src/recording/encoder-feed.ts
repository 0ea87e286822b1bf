import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { interleave, packetStarts, setChannel } from './interleaved.ts';
import type { MediaUnit } from './media-unit.ts';
import { toSenderReport } from './rtcp.ts';
import { readSsrc, setSequence } from './rtp-packet.ts';
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
  /** What goes next, in order. */
  #unsent: Buffer[] = [];
  #unsentBytes = 0;
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

  /** Sends the unit on with the next `flush()`, once the encoder is ready. After `end()` units are dropped. */
  write(unit: MediaUnit): void {
    const stream = this.#tracks.findIndex((track) => track.kind === unit.kind);
    if (this.#isEnding || stream < 0) return;
    const bytes = Buffer.from(unit.bytes);
    const starts = packetStarts(bytes);
    const reportedAtMs = this.#reportedAtMs.get(unit.kind);
    if (reportedAtMs === undefined || unit.atMs - reportedAtMs >= SENDER_REPORT_EVERY_MS) {
      this.#reportedAtMs.set(unit.kind, unit.atMs);
      const report = toSenderReport(readSsrc(bytes, starts[0] ?? 0), { timestamp: unit.timestamp, ntpMs: unit.atMs });
      this.#queue(interleave([report], stream * 2 + 1));
    }
    let sequence = this.#sequences.get(unit.kind) ?? 1;
    for (const start of starts) {
      setChannel(bytes, start, stream * 2);
      setSequence(bytes, start, sequence);
      sequence = (sequence + 1) & 0xffff;
    }
    this.#sequences.set(unit.kind, sequence);
    this.#queue(bytes);
  }

  /**
   * Sends what was written; call several times a second. A write wakes the encoder, which costs both of us more than copying the
   * bytes: units go together.
   */
  flush(): void {
    if (!this.#isPlaying || this.#unsentBytes === 0) return;
    const bytes = Buffer.concat(this.#unsent, this.#unsentBytes);
    this.#dropUnsent();
    if (this.#socket?.writable) this.#socket.write(bytes);
  }

  /** No more units follow: the encoder writes out what it has and ends by itself. */
  end(): void {
    this.#isEnding = true;
    if (this.#isPlaying) this.#endInput(); // Else it ends as soon as the encoder has asked for what waits.
  }

  close(): void {
    this.#isEnding = true;
    this.#dropUnsent();
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
    if (this.#isEnding) this.#endInput();
    else this.flush();
  }

  #endInput(): void {
    this.flush();
    this.#socket?.end();
  }

  #queue(bytes: Buffer): void {
    this.#unsent.push(bytes);
    this.#unsentBytes += bytes.length;
    if (this.#unsentBytes > MAX_UNSENT_BYTES) this.flush();
  }

  #dropUnsent(): void {
    this.#unsent = [];
    this.#unsentBytes = 0;
  }
}
