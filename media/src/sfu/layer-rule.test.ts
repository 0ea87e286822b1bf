import { expect, test } from 'vitest';
import { layerRule } from './layer-rule.ts';

test('layerRule() takes the largest picture, and one loss does not change that', () => {
  const rule = layerRule(3);
  for (const [current, atMs] of [
    [2, 0],
    [1, 10_000],
    [2, 12_000],
  ] as const)
    expect(rule.note(current, atMs)).toBe(false);
  expect(rule.preferred).toBe(2);
});

test('layerRule() takes the next smaller picture when the line loses the largest twice in a minute, and keeps it', () => {
  const rule = layerRule(3);
  rule.note(2, 0);
  rule.note(undefined, 10_000);
  rule.note(2, 20_000);

  expect(rule.note(1, 30_000)).toBe(true);
  expect(rule.preferred).toBe(1);
  expect(rule.note(1, 31_000)).toBe(false);
  expect(rule.note(2, 500_000)).toBe(false);
  expect(rule.preferred).toBe(1);
});

test('layerRule() forgets a loss after a minute, and never goes below the smallest', () => {
  const rule = layerRule(2);
  rule.note(1, 0);
  rule.note(0, 1_000);
  rule.note(1, 2_000);
  expect(rule.note(0, 62_000)).toBe(false);
  const one = layerRule(1);
  for (const atMs of [0, 1, 2, 3]) one.note(atMs % 2 ? undefined : 0, atMs);
  expect(one.preferred).toBe(0);
});
