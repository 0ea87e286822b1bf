import { expect, test } from 'vitest';
import { fromBucket, merge, note, quantile, toBucket, toWhole } from './histogram.ts';
import type { Series } from './vu-report.ts';

test('toBucket() keeps every time within 3 %', () => {
  for (let ms = 0; ms < 60_000; ms += 7) {
    expect(Math.abs(fromBucket(toBucket(ms)) - ms)).toBeLessThanOrEqual(Math.max(0.5, ms * 0.03));
  }
});

test('quantile() reads what two virtual users noted', () => {
  const one: Series = {};
  const two: Series = {};
  for (let ms = 1; ms <= 10; ms += 1) note(one, 1, ms);
  for (let ms = 11; ms <= 20; ms += 1) note(two, 2, ms);

  merge(one, two);

  expect(Object.keys(one)).toEqual(['1', '2']);
  expect(quantile(toWhole(one), 0.5)).toBe(10);
  expect(quantile(toWhole(one), 1)).toBe(20);
  expect(quantile({}, 0.5)).toBeUndefined();
});
