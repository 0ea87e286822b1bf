import { expect, test } from 'vitest';
import { createStepCounter, type StepCounter } from './step-counter.ts';

const joinedAt = (seq: number): StepCounter => {
  const steps = createStepCounter();
  steps.connected();
  for (let at = 1; at <= seq; at += 1) steps.tail(at);
  steps.tailEnded(seq);
  return steps;
};

test('[LG4] broadcast() applies the next seq and asks for the log at a hole, once', () => {
  const steps = joinedAt(2);

  expect(steps.broadcast(3)).toBe('applied');
  expect(steps.broadcast(6)).toBe('behind');
  expect(steps.broadcast(7)).toBe('old');
  for (const seq of [4, 5, 6]) steps.tail(seq);

  expect(steps.tailEnded(6)).toBe(true);
  steps.tail(7);
  expect(steps.tailEnded(7)).toBe(false);
  expect(steps.counts).toEqual({ first: 1, last: 7, gaps: 1, doubles: 0 });
});

test('[LG3] broadcast() counts a seq that comes twice on one connection', () => {
  const steps = joinedAt(1);

  steps.broadcast(2);
  steps.broadcast(2);

  expect(steps.counts).toMatchObject({ last: 2, doubles: 1 });
});

test('[CN6] what comes before the answer to the join is no hole, and what its tail brings again is no double', () => {
  const steps = joinedAt(3);
  steps.connected();

  expect(steps.broadcast(6)).toBe('old');
  for (const seq of [4, 5, 6]) steps.tail(seq);

  expect(steps.tailEnded(6)).toBe(false);
  expect(steps.broadcast(7)).toBe('applied');
  expect(steps.counts).toEqual({ first: 1, last: 7, gaps: 0, doubles: 0 });
});

test('tail() counts a hole inside a tail', () => {
  const steps = joinedAt(1);

  steps.tail(3);

  expect(steps.counts).toMatchObject({ last: 3, gaps: 1 });
});

test('[RS2] reset() begins anew', () => {
  const steps = joinedAt(5);

  steps.reset();
  steps.tail(1);

  expect(steps.counts).toEqual({ first: 1, last: 1, gaps: 0, doubles: 0 });
});
