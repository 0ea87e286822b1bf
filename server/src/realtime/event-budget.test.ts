import { expect, test } from 'vitest';
import { EventBudget } from './event-budget.ts';

test('spend() allows 40 at once, then 20 a second', () => {
  const budget = new EventBudget(0);
  const spend = (count: number, nowMs: number) =>
    Array.from({ length: count }, () => budget.spend(nowMs)).filter((verdict) => verdict === 'allowed').length;

  expect(spend(50, 0)).toBe(40);
  expect(spend(50, 1_000)).toBe(20);
  expect(spend(50, 60_000)).toBe(40);
});

test('spend() calls a socket abusive after 200 refusals in a row', () => {
  const budget = new EventBudget(0);
  const verdicts = Array.from({ length: 241 }, () => budget.spend(0));

  expect(verdicts.slice(40, 240)).toEqual(Array(200).fill('refused'));
  expect(verdicts[240]).toBe('abusive');
});
