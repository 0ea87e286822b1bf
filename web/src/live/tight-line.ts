/** What one look at a line saw since the look before. */
export type LineLook = {
  /** Part of the sound that had to be made up. */
  concealedShare: number;
  framesPerSecond: number;
  /** Whether any sound came at all: without, the line is cut, not tight. */
  isHeard: boolean;
  nowMs: number;
};

/** Whether a line is so tight that it should carry the sound alone for now. */
export type TightLine = {
  note: (look: LineLook) => boolean;
  /** Another line, or none: what was learned does not count. */
  forget: () => void;
};

const BROKEN_SHARE = 0.25;
/** A picture that moves this well shows that the line is not hers to blame for the sound. */
const MOVING_FPS = 8;
const TIGHT_AFTER_MS = 1_200;
const FIRST_HOLD_MS = 10_000;
const LONGEST_HOLD_MS = 60_000;
/** A picture that was let in again and stayed for so long is no trial any more. */
const TRIAL_MS = 20_000;

/**
 * Gives the sound the whole line while it breaks up and the picture hardly moves, then lets the picture try again: after
 * 10 s, and each time that was too early after twice as long.
 */
export function tightLine(): TightLine {
  let brokenSinceMs: number | undefined;
  let heldUntilMs: number | undefined;
  let freedAtMs: number | undefined;
  let holdMs = FIRST_HOLD_MS;
  return {
    note({ concealedShare, framesPerSecond, isHeard, nowMs }) {
      if (heldUntilMs !== undefined) {
        if (nowMs < heldUntilMs) return true;
        heldUntilMs = undefined;
        freedAtMs = nowMs;
      }
      const isBroken = isHeard && concealedShare >= BROKEN_SHARE && framesPerSecond < MOVING_FPS;
      if (!isBroken) brokenSinceMs = undefined;
      else brokenSinceMs ??= nowMs;
      if (brokenSinceMs === undefined || nowMs - brokenSinceMs < TIGHT_AFTER_MS) return false;
      const isTrial = freedAtMs !== undefined && nowMs - freedAtMs < TRIAL_MS;
      holdMs = isTrial ? Math.min(holdMs * 2, LONGEST_HOLD_MS) : FIRST_HOLD_MS;
      heldUntilMs = nowMs + holdMs;
      brokenSinceMs = undefined;
      return true;
    },
    forget() {
      brokenSinceMs = undefined;
      heldUntilMs = undefined;
    },
  };
}
