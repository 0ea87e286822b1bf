const SECOND_MS = 1_000;
/** What `setTimeout` takes; what is due later is woken too early, which costs one look. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Wakes each kind of work once in a second in which something of it falls due. It forgets with the process. */
export class DueTimers {
  readonly #wake: (kind: string) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(wake: (kind: string) => void) {
    this.#wake = wake;
  }

  /** The wake comes half a second to one and a half after `at`: the clock of the database may be behind ours. */
  note(kind: string, at: Date): void {
    const second = Math.ceil((at.getTime() + SECOND_MS / 2) / SECOND_MS);
    const key = `${kind} ${second}`;
    if (this.#timers.has(key)) return;
    const wake = () => {
      this.#timers.delete(key);
      this.#wake(kind);
    };
    this.#timers.set(key, setTimeout(wake, Math.min(second * SECOND_MS - Date.now(), MAX_DELAY_MS)).unref());
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
