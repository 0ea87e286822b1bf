import type { asks } from '@shoal/contract';

/** The least time between the end of one surprise and the next. */
const REST_MS = 20_000;

/**
 * Draws the next surprise. Beyond the shortest possible gap the wait has no memory: however long it has been quiet, the
 * next moment is no nearer. The mean from one to the next is `everyMinutes`.
 * @param random from 0 to below 1, of real randomness.
 */
export function chooseNextCheckIn(
  { everyMinutes, openSeconds }: asks.SurpriseCheckIns,
  now: Date,
  random: number,
): Date {
  const shortestMs = Math.min(openSeconds * 1_000 + REST_MS, everyMinutes * 30_000);
  const meanRestMs = everyMinutes * 60_000 - shortestMs;
  return new Date(now.getTime() + shortestMs + Math.round(-Math.log(1 - random) * meanRestMs));
}

/** Draws anew when the moment came at a bad time: soon after it is free again, at a moment nobody can foresee. */
export const chooseSoonAfter = (freeAt: Date, random: number): Date =>
  new Date(freeAt.getTime() + 10_000 + Math.round(random * 50_000));
