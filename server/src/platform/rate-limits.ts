import { AppError } from '@shoal/contract';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Redis } from './redis.ts';

/** `points` acts per `windowSeconds` for one key. */
export type RateLimit = { readonly name: string; readonly points: number; readonly windowSeconds: number };

/** Of files that the crew takes out. */
export const exportLimit: RateLimit = { name: 'export', points: 60, windowSeconds: 3_600 };

/** Counts acts by key: in this process, or in Redis when there are several servers. */
export type RateLimits = {
  /** Spends one point. @throws AppError `request.rate_limited` */
  take(limit: RateLimit, key: string): Promise<void>;
  /** Refuses when nothing is left, spending nothing. @throws AppError `request.rate_limited` */
  check(limit: RateLimit, key: string): Promise<void>;
  /** Forgets what a key spent. */
  forgive(limit: RateLimit, key: string): Promise<void>;
};

type Limiter = RateLimiterMemory | RateLimiterRedis;

/** Opens the limits. With Redis gone each process counts for itself until it is back. */
export function createRateLimits(redis: Redis | undefined): RateLimits {
  const limiters = new Map<string, Limiter>();
  const getLimiter = (limit: RateLimit): Limiter => {
    const known = limiters.get(limit.name);
    if (known) return known;
    const options = { keyPrefix: `limit:${limit.name}`, points: limit.points, duration: limit.windowSeconds };
    const memory = new RateLimiterMemory(options);
    const limiter = redis
      ? new RateLimiterRedis({ ...options, storeClient: redis, useRedisPackage: true, insuranceLimiter: memory })
      : memory;
    limiters.set(limit.name, limiter);
    return limiter;
  };
  return {
    async take(limit, key) {
      await getLimiter(limit)
        .consume(key)
        .catch((reason: unknown) => {
          throw reason instanceof RateLimiterRes ? tooMany(limit) : reason;
        });
    },
    async check(limit, key) {
      const spent = await getLimiter(limit).get(key);
      if (spent && spent.consumedPoints >= limit.points && spent.msBeforeNext > 0) throw tooMany(limit);
    },
    async forgive(limit, key) {
      await getLimiter(limit).delete(key);
    },
  };
}

const tooMany = (limit: RateLimit) =>
  new AppError('request.rate_limited', `${limit.name}: ${limit.points} in ${limit.windowSeconds} s are allowed`);
