import type { AccountId, ShowId } from '@shoal/contract';
import { Gatherer } from '../../platform/gatherer.ts';
import type { Log } from '../../platform/log.ts';
import type { Receipt } from './receipts.store.ts';

export type ReceiptBatcherDeps = {
  write: (showId: ShowId, receipts: readonly Receipt[]) => Promise<void>;
  log: Log;
  flushAfterMs?: number;
};

type Gathered = { -readonly [K in keyof Receipt]: Receipt[K] };
type ByPerson = Map<AccountId, Gathered>;

const FLUSH_AFTER_MS = 250;
const MAX_GATHERED = 4_000;

/** Gathers receipts for at most 250 ms or 4,000 people per show; what one person reports becomes one. */
export class ReceiptBatcher {
  readonly #gatherer: Gatherer<ShowId, Receipt, ByPerson, void>;

  constructor({ flushAfterMs = FLUSH_AFTER_MS, log, write }: ReceiptBatcherDeps) {
    this.#gatherer = new Gatherer({
      log,
      write: (showId, receipts) => write(showId, [...receipts.values()]),
      open: () => new Map(),
      take: merge,
      countIn: (receipts) => receipts.size,
      flushAfterMs,
      maxGathered: MAX_GATHERED,
    });
  }

  /** Takes a receipt. @returns once it is committed. @throws AppError `server.unavailable` when it could not be. */
  add(showId: ShowId, receipt: Receipt): Promise<void> {
    return this.#gatherer.add(showId, showId, receipt);
  }

  /** When a write failed last, by `performance.now()`; undefined when none did. */
  get failedAtMs(): number | undefined {
    return this.#gatherer.failedAtMs;
  }

  /** Writes all that is gathered. */
  flush(): Promise<void> {
    return this.#gatherer.flush();
  }

  /** Writes what is left and takes no more. */
  close(): Promise<void> {
    return this.#gatherer.close();
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
