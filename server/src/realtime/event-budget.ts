const EVENTS_PER_SECOND = 20;
const BURST = 40;
const REFUSALS_BEFORE_CLOSE = 200;

/** What one socket may send: a bucket of 20 events a second, 40 at once; 200 refusals in a row close the socket. */
export class EventBudget {
  #tokens = BURST;
  #filledMs: number;
  #refusals = 0;

  constructor(startedMs: number) {
    this.#filledMs = startedMs;
  }

  /** Spends one event. `refused` answers an error; `abusive` means the socket shall be closed. */
  spend(nowMs: number): 'allowed' | 'refused' | 'abusive' {
    this.#tokens = Math.min(BURST, this.#tokens + ((nowMs - this.#filledMs) / 1_000) * EVENTS_PER_SECOND);
    this.#filledMs = nowMs;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      this.#refusals = 0;
      return 'allowed';
    }
    this.#refusals += 1;
    return this.#refusals > REFUSALS_BEFORE_CLOSE ? 'abusive' : 'refused';
  }
}
