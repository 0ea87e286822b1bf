import { Worker } from 'node:worker_threads';
import { AppError } from '@shoal/contract';
import type { PosterSpec } from './poster-spec.ts';
import type { PaintAnswer } from './poster-worker.ts';

const PROGRAM = new URL('./poster-worker.ts', import.meta.url);
const LIMIT_MS = 10_000;
const MAX_WAITING = 500;

type Waiting = { resolve: (jpeg: Uint8Array) => void; reject: (reason: Error) => void; timer: NodeJS.Timeout };

/** Owns the thread that paints posters; it starts with the first one, and anew after it died. */
export class PosterPainter {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;
  #isClosed = false;

  static open(): PosterPainter {
    return new PosterPainter();
  }

  private constructor() {}

  /** @returns a JPEG. @throws AppError `server.unavailable` when too many wait or it takes too long */
  paint(spec: PosterSpec): Promise<Uint8Array> {
    if (this.#isClosed) throw new Error('the poster painter is closed');
    if (this.#waiting.size >= MAX_WAITING) throw new AppError('server.unavailable', 'too many posters wait');
    this.#worker ??= this.#openWorker();
    const worker = this.#worker;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(id, { id, reason: 'took too long' }), LIMIT_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, spec });
    });
  }

  /** Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #settle(id: number, answer: PaintAnswer): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    if ('jpeg' in answer) waiting.resolve(answer.jpeg);
    else waiting.reject(new AppError('server.unavailable', `no poster: ${answer.reason}`));
  }

  #openWorker(): Worker {
    const worker = new Worker(PROGRAM);
    worker.unref();
    worker.on('message', (answer: PaintAnswer) => this.#settle(answer.id, answer));
    worker.on('error', () => {}); // The exit that follows tells all who wait.
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const id of [...this.#waiting.keys()]) this.#settle(id, { id, reason: 'the painter ended' });
    });
    return worker;
  }
}
