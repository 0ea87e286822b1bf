import { AppError } from '@shoal/contract';
import type { Log } from './log.ts';

export type BatcherDeps<Place, Item, Result> = {
  /** @returns for each item what came of it. */
  write: (place: Place, items: readonly Item[]) => Promise<readonly Result[]>;
  log: Log;
};

type Waiting<Item, Result> = { item: Item; settle: PromiseWithResolvers<Result> };
type Batch<Place, Item, Result> = { place: Place; waiting: Waiting<Item, Result>[] };

const FLUSH_AFTER_MS = 100;
const MAX_GATHERED = 500;

/** Owns what people sent and is not written yet: gathered for at most 100 ms or 500 per place, written together. */
export class Batcher<Place extends Readonly<Record<string, string>>, Item, Result> {
  readonly #deps: BatcherDeps<Place, Item, Result>;
  #batches = new Map<string, Batch<Place, Item, Result>>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(deps: BatcherDeps<Place, Item, Result>) {
    this.#deps = deps;
  }

  /**
   * Takes an item. @returns once it is committed: what came of it.
   * @throws AppError `server.unavailable`, or what `write` refuses with
   */
  add(place: Place, item: Item): Promise<Result> {
    if (this.#isClosed) throw new AppError('server.unavailable', 'the server is closing');
    const name = Object.values(place).join(' ');
    const batch = this.#batches.get(name) ?? { place, waiting: [] };
    this.#batches.set(name, batch);
    const settle = Promise.withResolvers<Result>();
    batch.waiting.push({ item, settle });
    if (batch.waiting.length >= MAX_GATHERED) void this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), FLUSH_AFTER_MS);
    return settle.promise;
  }

  /** Writes what is left and takes no more. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#flush();
  }

  #flush(): Promise<void> {
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

  async #write({ place, waiting }: Batch<Place, Item, Result>): Promise<void> {
    try {
      const results = await this.#deps.write(
        place,
        waiting.map(({ item }) => item),
      );
      for (const [at, { settle }] of waiting.entries()) settle.resolve(results[at] as Result); // One for each item.
    } catch (err) {
      const isRefused = err instanceof AppError;
      if (!isRefused) this.#deps.log.warn({ err, place, items: waiting.length }, 'could not write a batch');
      const told = isRefused ? err : new AppError('server.unavailable', 'it could not be written', { cause: err });
      for (const { settle } of waiting) settle.reject(told);
    }
  }
}
