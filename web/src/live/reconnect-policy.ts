/** What is known when the next try is planned. */
export type ReconnectSituation = {
  /** Tries since the connection was lost, the first is 0. */
  attempt: number;
  /** As the server told it while it lived: a dead server cannot spread its clients. */
  spreadMs: number;
  /** In [0, 1). */
  random: number;
};

const QUICK_MS = 500;
const LONGEST_MS = 15_000;

/** How long to wait before the next try: quick and spread at first, then slower, never longer than 15 s plus the spread. */
export function chooseReconnectDelayMs({ attempt, spreadMs, random }: ReconnectSituation): number {
  if (attempt === 0) return Math.round(random * Math.max(QUICK_MS, spreadMs));
  const backOffMs = Math.min(QUICK_MS * 2 ** attempt, LONGEST_MS);
  const windowMs = Math.max(backOffMs, spreadMs);
  return Math.round(windowMs * (0.5 + random * 0.5));
}

/** Waits between two tries of the same request: 1, 2, 4 … 30 s, each ±50 %. */
export function chooseResendDelayMs(attempt: number, random: number): number {
  const middleMs = Math.min(1_000 * 2 ** attempt, 30_000);
  return Math.round(middleMs * (0.5 + random));
}
