import { expect, test } from 'vitest';
import { type LineLook, tightLine } from './tight-line.ts';

function openLine() {
  const line = tightLine();
  const clock = { nowMs: 1_000_000 };
  /** Looks every 400 ms for so long. @returns how long of it the picture was held, in ms */
  const pass = (ms: number, look: Partial<LineLook>) => {
    let heldMs = 0;
    for (let passed = 0; passed < ms; passed += 400) {
      clock.nowMs += 400;
      const fine = { concealedShare: 0, framesPerSecond: 25, isHeard: true };
      if (line.note({ ...fine, ...look, nowMs: clock.nowMs })) heldMs += 400;
    }
    return heldMs;
  };
  return { line, pass };
}
const broken = { concealedShare: 0.7, framesPerSecond: 2 };

test('tightLine() holds the picture for 10 s once the sound is broken and the picture hardly moves', () => {
  const { pass } = openLine();
  expect(pass(800, broken)).toBe(0);
  expect(pass(800, broken)).toBe(400);
  expect(pass(20_000, {})).toBe(9_600);
});

test('tightLine() blames no line whose picture moves, whose sound is whole, or that is cut', () => {
  const { pass } = openLine();
  expect(pass(5_000, { concealedShare: 0.7, framesPerSecond: 20 })).toBe(0);
  expect(pass(5_000, { framesPerSecond: 2 })).toBe(0);
  expect(pass(5_000, { concealedShare: 1, framesPerSecond: 0, isHeard: false })).toBe(0);
});

test('tightLine() waits twice as long after each trial that failed, at most a minute, and begins anew on a good line', () => {
  const { pass } = openLine();
  const heldMs = pass(400_000, broken);
  expect(heldMs / 400_000).toBeGreaterThan(0.9); // 10, 20, 40, 60, 60 … with trials of 1.2 s between.
  pass(90_000, {});
  pass(1_600, broken);
  expect(pass(20_000, {})).toBe(9_600);
});

test('tightLine() holds nothing of another line', () => {
  const { line, pass } = openLine();
  pass(1_600, broken);
  line.forget();
  expect(pass(5_000, {})).toBe(0);
});
