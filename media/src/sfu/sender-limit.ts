/** What a host may send, all layers and sound together, in bits per second. Browsers are told, and may not listen. */
export const SENDER_CAP_BPS = 6_000_000;
const TOLERATED = 1.5;
const TOLERATED_MS = 5_000;

export type SenderLimit = {
  /**
   * Takes the bytes received so far.
   * @returns true once a sender has been above 1.5 times the cap, in every reading, for 5 s.
   */
  note: (bytesReceived: number, nowMs: number) => boolean;
};

/** Watches one sender. A burst, as of a key frame or after a pause, is forgiven. */
export function senderLimit(): SenderLimit {
  let last: { bytes: number; atMs: number } | undefined;
  let aboveSinceMs: number | undefined;
  return {
    note(bytes, atMs) {
      const before = last;
      if (before && atMs <= before.atMs) return false;
      last = { bytes, atMs };
      if (!before) return false;
      const bps = ((bytes - before.bytes) * 8_000) / (atMs - before.atMs);
      aboveSinceMs = bps > SENDER_CAP_BPS * TOLERATED ? (aboveSinceMs ?? before.atMs) : undefined;
      return aboveSinceMs !== undefined && atMs - aboveSinceMs >= TOLERATED_MS;
    },
  };
}
