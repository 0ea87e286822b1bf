import { AppError } from '@shoal/contract';
import type { Log } from './log.ts';

export type GathererDeps<Place, Item, Gathered, Result> = {
  open: () => Gathered;
  take: (gathered: Gathered, item: Item) => void;
  /** How much is gathered. */
  countIn: (gathered: Gathered) => number;
  write: (place: Place, gathered: Gathered) => Promise<Result>;
  log: Log;
  flushAfterMs: number;
  /** So much is written without waiting for more. */
  maxGathered: number;
};

type Batch<Place, Gathered, Result> = { place: Place; gathered: Gathered; written: PromiseWithResolvers<Result> };

/** Owns what people sent and is not written yet: gathered per place for a moment, written together, answered together. */
export class Gatherer<Place, Item, Gathered, Result> {
  readonly #deps: GathererDeps<Place, Item, Gathered, Result>;
  #batches = new Map<string, Batch<Place, Gathered, Result>>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #failedAtMs: number | undefined;
  #isClosed = false;

  constructor(deps: GathererDeps<Place, Item, Gathered, Result>) {
    this.#deps = deps;
  }

  /**
   * Takes an item. @returns what came of its batch, once that is committed: one promise for all of the batch.
   * @throws AppError `server.unavailable`, or what `write` refuses with
   */
  add(name: string, place: Place, item: Item): Promise<Result> {
    const { countIn, flushAfterMs, maxGathered, open, take } = this.#deps;
    if (this.#isClosed) throw new AppError('server.unavailable', 'the server is closing');
    let batch = this.#batches.get(name);
    if (!batch) {
      batch = { place, gathered: open(), written: Promise.withResolvers<Result>() };
      this.#batches.set(name, batch);
    }
    take(batch.gathered, item);
    if (countIn(batch.gathered) >= maxGathered) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), flushAfterMs);
    return batch.written.promise;
  }

  /** When a write failed last, by `performance.now()`; undefined when none did. */
  get failedAtMs(): number | undefined {
    return this.#failedAtMs;
  }

  /** Writes all that is gathered. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batches = [...this.#batches.values()];
    this.#batches = new Map();
    // One after the other, so that of one person's items the first is never written second.
    this.#flushing = this.#flushing.then(async () => {
      for (const batch of batches) await this.#write(batch);
    });
    return this.#flushing;
  }

  /** Writes what is left and takes no more. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.flush();
  }

  async #write({ gathered, place, written }: Batch<Place, Gathered, Result>): Promise<void> {
    try {
      written.resolve(await this.#deps.write(place, gathered));
    } catch (err) {
      written.promise.catch(() => {}); // Whoever waits hears of it; nobody may be waiting any more.
      if (err instanceof AppError) return written.reject(err);
      this.#failedAtMs = performance.now();
      this.#deps.log.warn({ err, place, items: this.#deps.countIn(gathered) }, 'could not write a batch');
      written.reject(new AppError('server.unavailable', 'it could not be written', { cause: err }));
    }
  }
}
