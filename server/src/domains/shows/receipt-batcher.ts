import { type AccountId, AppError, type ShowId } from '@shoal/contract';
import type { Log } from '../../platform/log.ts';
import type { Receipt } from './receipts.store.ts';

export type ReceiptBatcherDeps = {
  write: (showId: ShowId, receipts: readonly Receipt[]) => Promise<void>;
  log: Log;
  flushAfterMs?: number;
};

type Gathered = { -readonly [K in keyof Receipt]: Receipt[K] };
type Batch = { receipts: Map<AccountId, Gathered>; written: PromiseWithResolvers<void> };

const FLUSH_AFTER_MS = 250;
const MAX_GATHERED = 4_000;

/** Owns the receipts that are not written yet: gathered for at most 250 ms or 4,000 people per show, written together. */
export class ReceiptBatcher {
  readonly #deps: ReceiptBatcherDeps;
  #batches = new Map<ShowId, Batch>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #failedAtMs: number | undefined;
  #isClosed = false;

  constructor(deps: ReceiptBatcherDeps) {
    this.#deps = deps;
  }

  /** Takes a receipt. @returns once it is committed. @throws AppError `server.unavailable` when it could not be. */
  add(showId: ShowId, receipt: Receipt): Promise<void> {
    if (this.#isClosed) throw new AppError('server.unavailable', 'the server is closing');
    const batch = this.#batches.get(showId) ?? { receipts: new Map(), written: Promise.withResolvers<void>() };
    this.#batches.set(showId, batch);
    merge(batch.receipts, receipt);
    if (batch.receipts.size >= MAX_GATHERED) void this.flush();
    this.#timer ??= setTimeout(() => void this.flush(), this.#deps.flushAfterMs ?? FLUSH_AFTER_MS);
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
    const batches = this.#batches;
    this.#batches = new Map();
    // One after the other, so that of one shopkeeper's reports the later is never written first.
    this.#flushing = this.#flushing.then(() => this.#writeAll(batches));
    return this.#flushing;
  }

  /** Writes what is left and takes no more. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.flush();
  }

  async #writeAll(batches: Map<ShowId, Batch>): Promise<void> {
    for (const [showId, { receipts, written }] of batches) {
      try {
        await this.#deps.write(showId, [...receipts.values()]);
        written.resolve();
      } catch (err) {
        this.#failedAtMs = performance.now();
        this.#deps.log.warn({ err, showId, people: receipts.size }, 'could not write receipts');
        written.promise.catch(() => {}); // Whoever waits hears of it; nobody may be waiting any more.
        written.reject(new AppError('server.unavailable', 'the receipts could not be written', { cause: err }));
      }
    }
  }
}

function merge(receipts: Map<AccountId, Gathered>, receipt: Receipt): void {
  const before = receipts.get(receipt.accountId);
  if (!before) return void receipts.set(receipt.accountId, { ...receipt });
  before.appliedSeq = Math.max(before.appliedSeq, receipt.appliedSeq);
  before.seen = unite(before.seen, receipt.seen);
  before.saved = unite(before.saved, receipt.saved);
  before.attention = receipt.attention ?? before.attention;
}

const unite = (known: ReadonlySet<number>, more: ReadonlySet<number>) =>
  more.size === 0 ? known : new Set([...known, ...more]);
