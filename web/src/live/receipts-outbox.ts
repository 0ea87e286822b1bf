import type { CommandRequest, drops } from '@shoal/contract';
import type { OutboxStorage } from './outbox-storage.ts';
import { chooseResendDelayMs } from './reconnect-policy.ts';
import { createSignal, type Signal } from './signal.ts';

type Report = CommandRequest<typeof drops.reportReceipts>;

/** What is kept in the browser: all that happened, and what the server has confirmed. */
export type Receipts = {
  epoch: string;
  appliedSeq: number;
  seen: readonly number[];
  saved: readonly number[];
  confirmed: { appliedSeq: number; seen: readonly number[]; saved: readonly number[] };
  /** How long she was really there. */
  attentiveMs?: number;
};

export type ReceiptsStorage = OutboxStorage<Receipts>;

export type ReceiptsOutboxDeps = {
  showId: string;
  accountId: string;
  storage: ReceiptsStorage;
  /** Rejects when it was not answered. */
  send: (report: Report) => Promise<{ appliedSeq: number }>;
  random: () => number;
};

const isHidden = () => typeof document !== 'undefined' && document.visibilityState === 'hidden';

const MAX_PER_REPORT = 200;
/** Attention alone is worth a message so often; with anything else it travels along. */
const ATTENTION_EVERY_MS = 15_000;
const none = { appliedSeq: 0, seen: [], saved: [] };
const union = (known: readonly number[], more: readonly number[]) => [...new Set([...known, ...more])];
const without = (all: readonly number[], done: readonly number[]) => all.filter((seq) => !done.includes(seq));

/** Tells the server what she received, saw and saved, until it has confirmed it; survives a reload. */
export class ReceiptsOutbox {
  /** Everything so far, for the badges. */
  readonly receipts: Signal<Receipts | null>;
  readonly #state = createSignal<Receipts | null>(null);
  readonly #deps: ReceiptsOutboxDeps;
  readonly #key: string;
  #stored: Receipts | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Not in the signal: it moves every second, and nobody draws it. Null until somebody measures. */
  #attentiveMs: number | null = null;
  #toldAttentiveMs = 0;
  #failures = 0;
  #isSending = false;
  #isClosed = false;

  /** Reads what an earlier page left behind. */
  static async open(deps: ReceiptsOutboxDeps): Promise<ReceiptsOutbox> {
    const outbox = new ReceiptsOutbox(deps);
    outbox.#stored = await deps.storage.load(outbox.#key).catch(() => null);
    outbox.#attentiveMs = outbox.#stored?.attentiveMs ?? null;
    return outbox;
  }

  private constructor(deps: ReceiptsOutboxDeps) {
    this.receipts = this.#state;
    this.#deps = deps;
    this.#key = `${deps.showId}:${deps.accountId}`;
  }

  /** The seq up to which an earlier page of this show had applied; null at the first visit. */
  findLeftAtSeq(epoch: string): number | null {
    return this.#stored?.epoch === epoch ? this.#stored.appliedSeq : null;
  }

  /** Follows the log. Another epoch starts over: its seqs mean other entries. */
  applied(epoch: string, appliedSeq: number): void {
    const current = this.#state.get() ?? this.#stored;
    if (current?.epoch !== epoch) {
      this.#change({ epoch, appliedSeq, seen: [], saved: [], confirmed: none });
      return;
    }
    if (this.#state.get() && appliedSeq <= current.appliedSeq) return;
    this.#change({ ...current, appliedSeq: Math.max(appliedSeq, current.appliedSeq) });
  }

  seen(seqs: readonly number[]): void {
    this.#add('seen', seqs);
  }

  saved(seq: number): void {
    this.#add('saved', [seq]);
  }

  /** She was really there for so long more; 0 begins to measure. */
  attentive(moreMs: number): void {
    this.#attentiveMs = (this.#attentiveMs ?? 0) + moreMs;
    if (this.#failures === 0 && this.#timer === undefined) this.#schedule();
  }

  /** The room was entered again: what was not confirmed is sent now. */
  retryNow(): void {
    this.#failures = 0;
    this.#schedule();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #add(kind: 'seen' | 'saved', seqs: readonly number[]): void {
    const current = this.#state.get();
    if (!current || without(seqs, current[kind]).length === 0) return;
    this.#change({ ...current, [kind]: union(current[kind], seqs) });
  }

  #change(next: Receipts): void {
    this.#state.set(next);
    this.#keep(next);
    if (this.#failures === 0) this.#schedule(); // While it fails, the back-off decides when.
  }

  #schedule(): void {
    if (this.#isClosed || this.#isSending || this.#pending() === null) return;
    clearTimeout(this.#timer);
    // A hidden page's timers are held back, and who reports too late is closed as slow.
    if (this.#failures === 0 && isHidden()) return void this.#flush();
    const { random } = this.#deps;
    // The jitter keeps a school that got one drop at one moment from answering at one moment.
    const delayMs = this.#failures === 0 ? 100 + random() * 150 : chooseResendDelayMs(this.#failures - 1, random());
    this.#timer = setTimeout(() => void this.#flush(), delayMs);
  }

  #pending(): Report | null {
    const now = this.#state.get();
    if (!now) return null;
    const seen = without(now.seen, now.confirmed.seen).slice(0, MAX_PER_REPORT);
    const saved = without(now.saved, now.confirmed.saved).slice(0, MAX_PER_REPORT);
    const attentiveMs = this.#attentiveMs ?? undefined;
    const isAttentionDue = (attentiveMs ?? 0) - this.#toldAttentiveMs >= ATTENTION_EVERY_MS;
    const isQuiet = now.appliedSeq <= now.confirmed.appliedSeq && seen.length === 0 && saved.length === 0;
    if (isQuiet && !isAttentionDue) return null;
    const attention = attentiveMs === undefined ? {} : { attentiveMs: Math.round(attentiveMs) };
    return { showId: this.#deps.showId, epoch: now.epoch, appliedSeq: now.appliedSeq, seen, saved, ...attention };
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const report = this.#pending();
    if (!report || this.#isClosed) return;
    this.#isSending = true;
    try {
      await this.#deps.send(report);
      this.#failures = 0;
      this.#confirm(report);
    } catch {
      this.#failures += 1;
    } finally {
      this.#isSending = false;
      this.#schedule();
    }
  }

  #confirm(report: Report): void {
    const now = this.#state.get();
    if (!now || now.epoch !== report.epoch) return;
    this.#toldAttentiveMs = report.attentiveMs ?? this.#toldAttentiveMs;
    const { confirmed } = now;
    const next = {
      ...now,
      confirmed: {
        appliedSeq: Math.max(confirmed.appliedSeq, report.appliedSeq),
        seen: union(confirmed.seen, report.seen),
        saved: union(confirmed.saved, report.saved),
      },
    };
    this.#state.set(next);
    this.#keep(next);
  }

  #keep(receipts: Receipts): void {
    const kept = this.#attentiveMs === null ? receipts : { ...receipts, attentiveMs: this.#attentiveMs };
    void this.#deps.storage.save(this.#key, kept).catch(() => {});
  }
}
