import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '@shoal/contract';
import type { PosterTold } from '../../platform/metrics.ts';
import type { PosterSpec } from './poster-spec.ts';
import type { PaintAnswer, PaintRequest } from './poster-worker.ts';

const PROGRAM = new URL('./poster-worker.ts', import.meta.url);
const LIMIT_MS = 10_000;
const MAX_WAITING = 400;
const MAX_THREADS = 3;

/** Where a poster may be put, in the memory that is shared with the painters. */
export type PosterRoom = { at: number; bytes: number };

export type PosterPainterOptions = {
  memory?: SharedArrayBuffer;
  onTold?: (told: PosterTold) => void;
  threads?: number;
  maxWaiting?: number;
  program?: URL;
  limitMs?: number;
};

type Job = {
  id: number;
  spec: PosterSpec;
  room: PosterRoom | undefined;
  askedMs: number;
  resolve: (bytes: Uint8Array) => void;
  reject: (reason: Error) => void;
};
type Seat = { worker: Worker | undefined; job: Job | undefined; timer: NodeJS.Timeout | undefined };

/** Owns the threads that paint posters, one poster at a time each; they start with the first ones, and anew after they died. */
export class PosterPainter {
  readonly #seats: readonly Seat[];
  readonly #waiting: Job[] = [];
  readonly #options: Required<Omit<PosterPainterOptions, 'memory'>>;
  readonly #memory: SharedArrayBuffer | undefined;
  #lastId = 0;
  /** Of one poster, as it was lately. */
  #meanMs = 40;
  #isClosed = false;

  static open(options: PosterPainterOptions = {}): PosterPainter {
    return new PosterPainter(options);
  }

  private constructor({ memory, ...options }: PosterPainterOptions) {
    this.#memory = memory;
    // One core is left for what is live.
    const threads = Math.min(MAX_THREADS, Math.max(1, availableParallelism() - 1));
    const defaults = { threads, maxWaiting: MAX_WAITING, program: PROGRAM, limitMs: LIMIT_MS, onTold: () => {} };
    this.#options = { ...defaults, ...options };
    const empty = (): Seat => ({ worker: undefined, job: undefined, timer: undefined });
    this.#seats = Array.from({ length: this.#options.threads }, empty);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** How many paint at once. */
  get threads(): number {
    return this.#seats.length;
  }

  /** In which another poster gets done, as it was lately, in milliseconds. */
  get msPerPoster(): number {
    return this.#meanMs / this.#seats.length;
  }

  /**
   * Paints in the order asked. @param room where the bytes go if they fit; else they come by themselves
   * @returns a JPEG or PNG whose QR was read
   * @throws AppError `shares.posters_busy` when too many wait | `shares.poster_unreadable` | `server.unavailable`
   */
  paint(spec: PosterSpec, room?: PosterRoom): Promise<Uint8Array> {
    if (this.#isClosed) throw new Error('the poster painter is closed');
    if (this.#waiting.length >= this.#options.maxWaiting) {
      this.#options.onTold({ result: 'busy' });
      throw new AppError('shares.posters_busy', `${this.#waiting.length} posters wait`);
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, spec, room, resolve, reject, askedMs: performance.now() });
      this.#startNext();
    });
  }

  /** Ends the threads; whoever waits is refused. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0))
      reject(new AppError('server.unavailable', 'the server is closing'));
    await Promise.all(this.#seats.map(({ worker }) => worker?.terminate()));
  }

  #startNext(): void {
    const seat = this.#seats.find(({ job }) => job === undefined);
    const job = seat && !this.#isClosed ? this.#waiting.shift() : undefined;
    if (!seat || !job) return;
    seat.worker ??= this.#openWorker(seat);
    seat.job = job;
    seat.timer = setTimeout(() => void seat.worker?.terminate(), this.#options.limitMs);
    seat.worker.postMessage({ id: job.id, spec: job.spec, room: job.room } satisfies PaintRequest);
  }

  #settle(seat: Seat, answer: PaintAnswer): void {
    const { job } = seat;
    if (job?.id !== answer.id) return;
    clearTimeout(seat.timer);
    seat.job = undefined;
    if (!('refused' in answer)) {
      this.#meanMs += (answer.tookMs - this.#meanMs) * 0.1;
      const base = answer.isBaseNew ? 'painted' : 'kept';
      const totalMs = performance.now() - job.askedMs;
      this.#options.onTold({ result: 'painted', base, totalMs, paintMs: answer.tookMs });
      job.resolve('bytes' in answer ? answer.bytes : this.#read(job.room, answer.length));
    } else {
      this.#options.onTold({ result: answer.refused });
      const code = answer.refused === 'unreadable' ? 'shares.poster_unreadable' : 'server.unavailable';
      job.reject(new AppError(code, `no poster: ${answer.reason}`));
    }
    this.#startNext();
  }

  #read(room: PosterRoom | undefined, length: number): Uint8Array {
    if (!this.#memory || !room) throw new Error('a painter wrote where it was given no room');
    return new Uint8Array(this.#memory, room.at, length);
  }

  #openWorker(seat: Seat): Worker {
    const worker = new Worker(this.#options.program, { workerData: { memory: this.#memory } });
    worker.unref();
    worker.on('message', (answer: PaintAnswer) => this.#settle(seat, answer));
    worker.on('error', () => {}); // The exit that follows tells who waits.
    worker.on('exit', () => {
      if (seat.worker === worker) seat.worker = undefined;
      const { job } = seat;
      if (job) this.#settle(seat, { id: job.id, refused: 'failed', reason: 'the painter ended' });
    });
    return worker;
  }
}
