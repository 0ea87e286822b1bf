import type { Log } from '../platform/log.ts';
import type { WorkerSlot } from './worker-slot.ts';

const FIRST_BACK_OFF_MS = 50;
const MAX_BACK_OFF_MS = 30_000;
const DEATHS_THAT_COUNT_MS = 300_000;
const MAX_DEATHS = 5;

export type WorkerPoolOptions = {
  size: number;
  log: Log;
  now: () => number;
  /** Starts the worker of one place in the pool; always the same ports for the same place. */
  openSlot: (place: number) => Promise<WorkerSlot>;
};

/** Keeps a fixed number of workers alive. A dead one is replaced, ever more slowly when it keeps dying. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #slots = new Map<number, WorkerSlot>();
  readonly #deathsAtMs: number[] = [];
  readonly #waits = new Set<NodeJS.Timeout>();
  #isClosed = false;

  static async open(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    for (let place = 0; place < options.size; place += 1) await pool.#fill(place);
    return pool;
  }

  private constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  get slots(): readonly WorkerSlot[] {
    return [...this.#slots.values()];
  }

  /** False while workers die faster than they can be trusted. */
  isHealthy(): boolean {
    const since = this.#options.now() - DEATHS_THAT_COUNT_MS;
    return this.#slots.size > 0 && this.#deathsAtMs.filter((atMs) => atMs > since).length < MAX_DEATHS;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const wait of this.#waits) clearTimeout(wait);
    await Promise.all(this.slots.map((slot) => slot.close()));
  }

  async #fill(place: number): Promise<void> {
    const slot = await this.#options.openSlot(place);
    if (this.#isClosed) return await slot.close();
    this.#slots.set(place, slot);
    void slot.closed.then((reason) => {
      this.#slots.delete(place);
      if (reason === 'died') this.#replace(place, slot.worker.pid);
    });
  }

  #replace(place: number, deadPid: number): void {
    const nowMs = this.#options.now();
    this.#deathsAtMs.push(nowMs);
    const deaths = this.#deathsAtMs.filter((atMs) => atMs > nowMs - DEATHS_THAT_COUNT_MS).length;
    const waitMs = deaths === 1 ? FIRST_BACK_OFF_MS : Math.min(MAX_BACK_OFF_MS, 500 * 2 ** (deaths - 1));
    this.#options.log.error({ workerPid: deadPid, deaths, waitMs }, 'media worker died');
    this.#refillAfter(place, waitMs);
  }

  #refillAfter(place: number, waitMs: number): void {
    if (this.#isClosed) return;
    const wait = setTimeout(() => {
      this.#waits.delete(wait);
      this.#fill(place).catch((error: unknown) => {
        this.#options.log.error({ err: error, place }, 'media worker could not be started');
        this.#refillAfter(place, Math.min(MAX_BACK_OFF_MS, Math.max(500, waitMs * 2)));
      });
    }, waitMs);
    this.#waits.add(wait);
  }
}
