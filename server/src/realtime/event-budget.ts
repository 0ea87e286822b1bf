/** What one socket may send: a token bucket that refills with time. */
export type EventBudget = {
  /** Spends one event. `refused` answers an error; `abusive` means the socket shall be closed. */
  spend(nowMs: number): 'allowed' | 'refused' | 'abusive';
};

const EVENTS_PER_SECOND = 20;
const BURST = 40;
const REFUSALS_BEFORE_CLOSE = 200;

/** A full bucket: 20 events a second, 40 at once; 200 refusals in a row close the socket. */
export function createEventBudget(startedMs: number): EventBudget {
  let tokens = BURST;
  let filledMs = startedMs;
  let refusals = 0;
  return {
    spend(nowMs) {
      tokens = Math.min(BURST, tokens + ((nowMs - filledMs) / 1_000) * EVENTS_PER_SECOND);
      filledMs = nowMs;
      if (tokens >= 1) {
        tokens -= 1;
        refusals = 0;
        return 'allowed';
      }
      refusals += 1;
      return refusals > REFUSALS_BEFORE_CLOSE ? 'abusive' : 'refused';
    },
  };
}
