import { Gatherer } from './gatherer.ts';
import type { Log } from './log.ts';

export type BatcherDeps<Place, Item, Result> = {
  /** @returns for each item what came of it. */
  write: (place: Place, items: readonly Item[]) => Promise<readonly Result[]>;
  log: Log;
};

const FLUSH_AFTER_MS = 100;
const MAX_GATHERED = 500;

/** Gathers what people sent, for at most 100 ms or 500 per place, and answers each with what came of hers. */
export class Batcher<Place extends Readonly<Record<string, string>>, Item, Result> {
  readonly #gatherer: Gatherer<Place, { item: Item; at: number }, Item[], readonly Result[]>;

  constructor({ log, write }: BatcherDeps<Place, Item, Result>) {
    this.#gatherer = new Gatherer({
      log,
      write,
      open: () => [] as Item[],
      take(items, asked) {
        asked.at = items.push(asked.item) - 1;
      },
      countIn: (items) => items.length,
      flushAfterMs: FLUSH_AFTER_MS,
      maxGathered: MAX_GATHERED,
    });
  }

  /**
   * Takes an item. @returns once it is committed: what came of it.
   * @throws AppError `server.unavailable`, or what `write` refuses with
   */
  add(place: Place, item: Item): Promise<Result> {
    const asked = { item, at: 0 };
    const written = this.#gatherer.add(Object.values(place).join(' '), place, asked);
    return written.then((results) => results[asked.at] as Result); // One for each item.
  }

  /** Writes what is left and takes no more. */
  close(): Promise<void> {
    return this.#gatherer.close();
  }
}
