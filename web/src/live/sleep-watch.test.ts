import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSleep } from './sleep-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('watchSleep() tells once of each sleep, and of nothing while the page runs', () => {
  let wakings = 0;
  const watch = watchSleep(() => {
    wakings += 1;
  });
  vi.advanceTimersByTime(60_000);
  expect(wakings).toBe(0);
  vi.setSystemTime(Date.now() + 30_000);
  vi.advanceTimersByTime(5_000);
  expect(wakings).toBe(1);
  watch.close();
  vi.setSystemTime(Date.now() + 30_000);
  vi.advanceTimersByTime(5_000);
  expect(wakings).toBe(1);
});
