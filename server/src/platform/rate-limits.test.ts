import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from './log.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { openRedis, type Redis } from './redis.ts';

const { TEST_REDIS_URL = '' } = process.env;
const limit = () => ({ name: `test-${crypto.randomUUID()}`, points: 3, windowSeconds: 1 });
const refused = { code: 'request.rate_limited' };

function describeLimits(name: string, open: () => Promise<RateLimits>) {
  describe(name, () => {
    let limits: RateLimits;
    beforeAll(async () => {
      limits = await open();
    });

    test('take() allows as many as the limit says, for each key of its own, and again after the window', async () => {
      const three = limit();
      for (const _each of [1, 2, 3]) await limits.take(three, 'a');

      await expect(limits.take(three, 'a')).rejects.toMatchObject(refused);
      await limits.take(three, 'b');
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await limits.take(three, 'a');
    });

    test('take() lets exactly as many through when all come at once', async () => {
      const three = limit();
      const taken = await Promise.allSettled(Array.from({ length: 20 }, () => limits.take(three, 'a')));

      expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    });

    test('check() spends nothing and refuses when nothing is left; forgive() gives all back', async () => {
      const three = limit();
      for (const _each of [1, 2, 3]) {
        await limits.check(three, 'a');
        await limits.take(three, 'a');
      }

      await expect(limits.check(three, 'a')).rejects.toMatchObject(refused);
      await limits.forgive(three, 'a');
      await limits.check(three, 'a');
    });
  });
}

describeLimits('rate limits in memory', async () => createRateLimits(undefined));
describe.runIf(TEST_REDIS_URL)('with Redis', () => {
  let redis: Redis | undefined;
  describeLimits('rate limits in Redis', async () => {
    redis = await openRedis(TEST_REDIS_URL, silentLog);
    return createRateLimits(redis);
  });
  afterAll(() => redis?.close());
});
