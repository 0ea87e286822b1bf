/** The server's time as this browser best knows it. */
export type ServerClock = {
  /** Takes a reading; the one with the shortest way wins, so a slow answer never makes the clock worse. */
  heard: (serverNow: string, roundTripMs: number) => void;
  /** Milliseconds since 1970 on the server's clock. */
  nowMs: () => number;
};

// A reading ages: a laptop that slept has another offset, so after so long any new reading is taken.
const READING_LIFE_MS = 60_000;

/** @param localNowMs this browser's clock. */
export function createServerClock(localNowMs: () => number = Date.now): ServerClock {
  let offsetMs = 0;
  let best = { roundTripMs: Number.POSITIVE_INFINITY, atMs: 0 };
  return {
    heard(serverNow, roundTripMs) {
      const atMs = localNowMs();
      const isStale = atMs - best.atMs > READING_LIFE_MS;
      if (roundTripMs > best.roundTripMs && !isStale) return;
      best = { roundTripMs, atMs };
      offsetMs = Date.parse(serverNow) + roundTripMs / 2 - atMs;
    },
    nowMs: () => localNowMs() + offsetMs,
  };
}
