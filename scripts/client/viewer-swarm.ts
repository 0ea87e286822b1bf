import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { signaling } from '@shoal/contract';

type Delays = { p50: number; p99: number; max: number };
export type SwarmStats = {
  viewers: number;
  /** Viewers who got a packet within the last two seconds. */
  receiving: number;
  packets: number;
  bytes: number;
  /** What the sequence numbers say that was sent. */
  expected: number;
  repeats: number;
  /** Packets whose seal did not hold. */
  broken: number;
  /** How far a frame came behind the first viewer's; of all frames since the last question. */
  frameDelayMs: Delays;
};
type Answer = { id: number; data?: unknown; error?: string };
type Watched = { transport: unknown; consumers: readonly unknown[] };

/** What viewers say they take: one layer of H264 and Opus, and no bandwidth feedback that would send them down a layer. */
export const viewerCapabilities = {
  codecs: [
    {
      kind: 'audio' as const,
      mimeType: 'audio/opus',
      clockRate: 48_000,
      channels: 2,
      preferredPayloadType: 100,
      parameters: {},
    },
    {
      kind: 'video' as const,
      mimeType: 'video/H264',
      clockRate: 90_000,
      preferredPayloadType: 101,
      parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
      rtcpFeedback: [
        { type: 'nack', parameter: 'pli' },
        { type: 'ccm', parameter: 'fir' },
      ],
    },
  ],
  headerExtensions: [],
};

/** Owns the process in which all viewers live, built from `loadtest/swarm`. */
export class ViewerSwarm {
  readonly pid: number;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #nextId = 1;

  /** @throws Error when the program cannot be started */
  static async open(command: string, args: readonly string[] = []): Promise<ViewerSwarm> {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child, 'spawn');
    return new ViewerSwarm(child);
  }

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child;
    this.pid = child.pid ?? -1; // It has spawned.
    createInterface({ input: child.stdout }).on('line', (line) => this.#settle(JSON.parse(line) as Answer));
    child.once('exit', () => {
      for (const id of [...this.#waiting.keys()]) this.#settle({ id, error: 'the swarm ended' });
    });
  }

  /** The DTLS parameters of every viewer. */
  identity(): Promise<signaling.DtlsParameters> {
    return this.#ask('identity', {}) as Promise<signaling.DtlsParameters>;
  }

  /** Resolves when DTLS is done; the times count from this call. @throws Error when there is no way there */
  connect(viewer: string, { consumers, transport }: Watched): Promise<{ iceMs: number; dtlsMs: number }> {
    return this.#ask('connect', { viewer, transport, consumers }) as Promise<{ iceMs: number; dtlsMs: number }>;
  }

  /** Resolves when the first whole key frame is there. @throws Error when none comes in time */
  awaitPicture(viewer: string, timeoutMs: number): Promise<{ pictureMs: number }> {
    return this.#ask('awaitPicture', { viewer, timeoutMs }) as Promise<{ pictureMs: number }>;
  }

  /** Cuts a viewer without a word. */
  async cut(viewer: string): Promise<void> {
    await this.#ask('close', { viewer });
  }

  stats(): Promise<SwarmStats> {
    return this.#ask('stats', {}) as Promise<SwarmStats>;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin.end();
    await ended;
  }

  #ask(op: string, input: object): Promise<unknown> {
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#child.stdin.write(`${JSON.stringify({ id, op, ...input })}\n`);
    return waiting.promise;
  }

  #settle({ data, error, id }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(data);
    else waiting?.reject(new Error(error));
  }
}
