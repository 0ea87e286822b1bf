import { expect, test } from 'vitest';
import { memoryCache } from './memory-cache.ts';

test('memoryCache() shares fetches, keeps what was asked last, and forgets what was not there', async () => {
  const fetched: string[] = [];
  const cache = memoryCache(async (key) => {
    fetched.push(key);
    return key === 'absent' ? undefined : Buffer.alloc(40, key);
  }, 100);

  await Promise.all([cache('a'), cache('a'), cache('a')]);
  await cache('b');
  await cache('a');
  await cache('c'); // No room for three: b was not asked for longest.
  expect(fetched).toEqual(['a', 'b', 'c']);
  await cache('a');
  await cache('b');
  expect(fetched).toEqual(['a', 'b', 'c', 'b']);
  expect(await cache('absent')).toBeUndefined();
  await cache('absent');
  expect(fetched.filter((key) => key === 'absent')).toHaveLength(2);
});

test('memoryCache() tries again after a failure', async () => {
  let isAway = true;
  const cache = memoryCache(async () => {
    if (isAway) throw new Error('away');
    return Buffer.from('x');
  }, 100);
  await expect(cache('a')).rejects.toThrow('away');
  isAway = false;
  expect(String(await cache('a'))).toBe('x');
});
