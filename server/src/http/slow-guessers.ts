import { AppError } from '@shoal/contract';
import type { RequestHandler } from 'express';
import type { RateLimit, RateLimits } from '../platform/rate-limits.ts';

/** Addresses that nobody has, asked for from one place. */
export const guesses: RateLimit = { name: 'guesses', points: 30, windowSeconds: 60 };
const SLOW_MS = 1_000;
/** So many wait at once in a process; more are refused rather than kept. */
const MAX_WAITING = 200;

/** Printed links, posters, shop fronts, orders: what cannot be guessed, and answers `404` where there is none. In any case, as the router takes them. */
const guessable = /^\/(?:api\/shop|s|p|f|o)\//i;

export type SlowGuessersDeps = { limits: RateLimits; wait: (ms: number) => Promise<void> };

/**
 * Who guessed 30 links in a minute is answered a second late: found or not, so that time tells nothing, and never refused, since
 * a whole town of customers may come from one address.
 */
export function slowGuessers({ limits, wait }: SlowGuessersDeps): RequestHandler {
  let waiting = 0;
  return async (request, response, next) => {
    if (!guessable.test(request.path)) return next();
    const ip = request.ip ?? 'unknown';
    response.once('finish', () => {
      if (response.statusCode === 404) void limits.take(guesses, ip).catch(() => {}); // Spent or not, it was counted.
    });
    if (await isSpent(limits, ip)) {
      if (waiting >= MAX_WAITING) throw new AppError('request.rate_limited', 'too many links were guessed from here');
      waiting += 1;
      await wait(SLOW_MS).finally(() => {
        waiting -= 1;
      });
    }
    next();
  };
}

const isSpent = (limits: RateLimits, ip: string): Promise<boolean> =>
  limits.check(guesses, ip).then(
    () => false,
    (error: unknown) => {
      if (error instanceof AppError) return true;
      throw error;
    },
  );
