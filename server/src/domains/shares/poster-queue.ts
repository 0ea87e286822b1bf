/** Longer than this nobody is held: proxies give up at 60 s. */
const MAX_WAIT_MS = 30_000;
/** Each who is held costs a connection and some 10 kB. */
const MAX_HELD = 4_000;

export type PosterQueueOptions = {
  /** So many are worked for at once. */
  turns: number;
  /** Of the next poster, in the pace of all painters together. */
  readMsPerPoster: () => number;
  maxHeld?: number;
};

/** A place in the queue. `leave()` may be called at any time and twice. */
export type Place = {
  /** Resolves when it is her turn; never, once she left. */
  turn: Promise<void>;
  leave: () => void;
};

/**
 * Holds those who ask for a poster until it is their turn, in the order they came. After a drop thousands ask in the same
 * second: nothing is looked up for one who only waits, and whoever goes away is forgotten.
 */
export class PosterQueue {
  readonly #options: Required<PosterQueueOptions>;
  readonly #held = new Set<() => void>();
  #inside = 0;

  constructor(options: PosterQueueOptions) {
    this.#options = { maxHeld: MAX_HELD, ...options };
  }

  get held(): number {
    return this.#held.size;
  }

  /** When whoever was refused may come again: when half of those held are through; 1 to 30. */
  get retryAfterSeconds(): number {
    return Math.min(MAX_WAIT_MS / 1_000, Math.max(1, Math.ceil(this.#waitMs / 2_000)));
  }

  /** @returns undefined when it would take too long */
  take(): Place | undefined {
    if (this.#held.size >= this.#options.maxHeld || this.#waitMs > MAX_WAIT_MS) return undefined;
    const { promise: turn, resolve } = Promise.withResolvers<void>();
    this.#held.add(resolve);
    this.#letIn();
    let hasLeft = false;
    const leave = () => {
      if (hasLeft) return;
      hasLeft = true;
      if (this.#held.delete(resolve)) return;
      this.#inside -= 1;
      this.#letIn();
    };
    return { turn, leave };
  }

  get #waitMs(): number {
    return this.#held.size * this.#options.readMsPerPoster();
  }

  #letIn(): void {
    for (const enter of this.#held) {
      if (this.#inside >= this.#options.turns) return;
      this.#held.delete(enter);
      this.#inside += 1;
      enter();
    }
  }
}
