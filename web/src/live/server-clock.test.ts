import { expect, test } from 'vitest';
import { createServerClock } from './server-clock.ts';

const at = (ms: number) => new Date(ms).toISOString();

test('createServerClock() follows the local clock until it heard the server', () => {
  expect(createServerClock(() => 5_000).nowMs()).toBe(5_000);
});

test('createServerClock() takes half of the round trip as the way back', () => {
  const clock = createServerClock(() => 10_000);
  clock.heard(at(40_000), 200);
  expect(clock.nowMs()).toBe(40_100);
});

test('createServerClock() keeps the reading with the shortest way', () => {
  const clock = createServerClock(() => 10_000);
  clock.heard(at(40_000), 20);
  clock.heard(at(39_000), 3_000);
  expect(clock.nowMs()).toBe(40_010);
});

test('createServerClock() takes a worse reading when the best one is old', () => {
  let localMs = 0;
  const clock = createServerClock(() => localMs);
  clock.heard(at(1_000), 10);
  localMs = 120_000;
  clock.heard(at(200_000), 400);
  expect(clock.nowMs()).toBe(200_200);
});
