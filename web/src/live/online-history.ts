export type OnlinePoint = { atMs: number; online: number };

export const HISTORY_MS = 600_000;
const STEP_MS = 10_000;

/** The last ten minutes of presence, a point per 10 s; the newest point is always the newest count. */
export function addOnline(points: readonly OnlinePoint[], online: number, atMs: number): readonly OnlinePoint[] {
  const kept = points.filter((point) => atMs - point.atMs <= HISTORY_MS);
  const beforeLast = kept.at(-2);
  const isSameStep = beforeLast !== undefined && atMs - beforeLast.atMs < STEP_MS;
  return [...(isSameStep ? kept.slice(0, -1) : kept), { atMs, online }];
}
