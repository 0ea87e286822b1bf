/** What plays; its time moves only while there is picture or sound. */
export type Player = { readonly currentTime: number };

export type AttentionMeterDeps = {
  isVisible: () => boolean;
  nowMs: () => number;
  /** Called about once a second with what was added. */
  onAttentive: (ms: number) => void;
};

const TICK_MS = 1_000;
/** A throttled timer must not add the time that it slept. */
const LONGEST_TICK_MS = 2_000;
/** Who just tapped is there, also while her picture hangs. */
const ACT_COUNTS_MS = 10_000;

/** Owns the measure of real presence: a visible page with something that plays, or a tap a moment ago. */
export class AttentionMeter {
  readonly #deps: AttentionMeterDeps;
  readonly #timer: ReturnType<typeof setInterval>;
  #player: Player | null = null;
  #playedTo = 0;
  #tickedAtMs: number;
  #actedUntilMs = 0;

  static open(deps: AttentionMeterDeps): AttentionMeter {
    return new AttentionMeter(deps);
  }

  private constructor(deps: AttentionMeterDeps) {
    this.#deps = deps;
    this.#tickedAtMs = deps.nowMs();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  follow(player: Player | null): void {
    this.#player = player;
    this.#playedTo = player?.currentTime ?? 0;
  }

  noteAct(): void {
    this.#actedUntilMs = this.#deps.nowMs() + ACT_COUNTS_MS;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = this.#deps.nowMs();
    const passedMs = Math.min(now - this.#tickedAtMs, LONGEST_TICK_MS);
    this.#tickedAtMs = now;
    const playedTo = this.#player?.currentTime ?? 0;
    const isPlaying = playedTo !== this.#playedTo;
    this.#playedTo = playedTo;
    if (this.#deps.isVisible() && (isPlaying || now < this.#actedUntilMs)) this.#deps.onAttentive(passedMs);
  }
}
