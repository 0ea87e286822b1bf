import type { AccountId, ShowId } from '@shoal/contract';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { newId } from '../../platform/new-id.ts';
import { openRedis, type Redis } from '../../platform/redis.ts';
import { createMemoryPresence } from './memory-presence.ts';
import type { Presence } from './presence.ts';
import { createRedisPresence } from './redis-presence.ts';

const { TEST_REDIS_URL = '' } = process.env;
const someone = () => newId<AccountId>();

function describePresence(open: () => Presence, later = () => {}): void {
  test('[CN7] one person on two devices counts once, and leaves with the last of them', async () => {
    const [presence, showId, her] = [open(), newId<ShowId>(), someone()];
    presence.enter(showId, her, 'phone');
    presence.enter(showId, her, 'tablet');
    presence.enter(showId, her, 'tablet');
    expect(await presence.count(showId)).toBe(1);
    expect(await presence.list(showId)).toEqual([{ accountId: her, devices: 2 }]);

    presence.leave(showId, her, 'phone');
    expect(await presence.list(showId)).toEqual([{ accountId: her, devices: 1 }]);
    presence.leave(showId, her, 'tablet');
    later();
    expect(await presence.count(showId)).toBe(0);
  });

  test('shows know nothing of each other, and leaving twice is harmless', async () => {
    const [presence, one, other, her] = [open(), newId<ShowId>(), newId<ShowId>(), someone()];
    presence.enter(one, her, 'phone');
    presence.leave(other, her, 'phone');
    presence.leave(one, her, 'tablet');

    expect(await presence.count(one)).toBe(1);
    expect(await presence.count(other)).toBe(0);
  });
}

describe('presence in memory', () => describePresence(createMemoryPresence));

describe.runIf(TEST_REDIS_URL)('presence in Redis', () => {
  let redis: Redis;
  let nowMs = 1_000_000;
  const open = () => createRedisPresence({ redis, serverId: newId(), nowMs: () => nowMs });
  beforeAll(async () => {
    redis = await openRedis(TEST_REDIS_URL, silentLog);
  });
  afterAll(() => redis.close());

  describePresence(open, () => {
    nowMs += 250;
  });

  test('[CN7] a storm of joins counts once in a quarter of a second', async () => {
    const [here, showId] = [open(), newId<ShowId>()];
    const reads = vi.spyOn(redis, 'zRangeByScore');
    const joinAll = async (people: number) => {
      for (let at = 0; at < people; at += 1) {
        here.enter(showId, someone(), 'phone');
        await here.count(showId);
      }
    };
    await joinAll(50);
    expect(reads).toHaveBeenCalledTimes(1);

    nowMs += 250;
    await joinAll(50);

    expect(reads).toHaveBeenCalledTimes(2);
    expect(await here.count(showId)).toBe(51);
    reads.mockRestore();
    nowMs += 250;
    expect(await here.count(showId)).toBe(100);
  });

  test('[CN7] one person on two servers counts once', async () => {
    const [here, there, showId, her] = [open(), open(), newId<ShowId>(), someone()];
    here.enter(showId, her, 'phone');
    there.enter(showId, her, 'tablet');
    there.enter(showId, someone(), 'phone');
    await there.sync();

    expect(await here.count(showId)).toBe(2);
    expect(await here.list(showId)).toContainEqual({ accountId: her, devices: 2 });
  });

  test('a server that closes or dies takes its people with it', async () => {
    const [here, closing, dying, showId] = [open(), open(), open(), newId<ShowId>()];
    for (const server of [closing, dying]) {
      server.enter(showId, someone(), 'phone');
      await server.sync();
    }
    expect(await here.list(showId)).toHaveLength(2);

    await closing.close();
    expect(await here.list(showId)).toHaveLength(1);
    nowMs += 15_001;
    expect(await here.list(showId)).toHaveLength(0);
  });

  test('what Redis lost is written again within five seconds', async () => {
    const [here, there, showId] = [open(), open(), newId<ShowId>()];
    there.enter(showId, someone(), 'phone');
    await there.sync();
    const keys = await redis.keys(`shoal:presence:{${showId}}:*`);
    await redis.del(keys);
    expect(await here.list(showId)).toHaveLength(0);

    nowMs += 5_000;
    await there.sync();

    expect(await here.list(showId)).toHaveLength(1);
  });
});
