import { expect, test } from 'vitest';
import { toSpentMs } from './segment-times.ts';

test('toSpentMs() adds up a segment that was on twice and counts the current one until now', () => {
  const spent = toSpentMs(
    [
      { seq: 2, segmentId: 'a', programmeMs: 0 },
      { seq: 5, segmentId: 'b', programmeMs: 60_000 },
      { seq: 9, segmentId: 'a', programmeMs: 90_000 },
    ],
    100_000,
  );
  expect(Object.fromEntries(spent)).toEqual({ a: 70_000, b: 30_000 });
});
