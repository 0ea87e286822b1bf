import type { ShowId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toRun, toSegments } from '../../testing/store-run.ts';
import { chooseCountedRuns, getProgrammeLengthMs } from './choose-counted-runs.ts';

const showId = '0197c000-0000-7000-8000-000000000001' as ShowId;
const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, second)).toISOString();
const recorded = (fence: number, ordinal: number, second: number, durationsMs: readonly number[]) => {
  const run = toRun({ showId, fence, ordinal, wallStartAt: at(second) });
  return { run, segments: toSegments(run, durationsMs) };
};

test('chooseCountedRuns() puts runs one after the other, whatever order they are read in', () => {
  const [first, second, third] = [
    recorded(1, 0, 0, [2_000, 2_000]),
    recorded(1, 1, 9, [1_500]),
    recorded(2, 0, 20, [2_000]),
  ];

  const counted = chooseCountedRuns([third, second, first]);

  expect(counted.map(({ run }) => run.runId)).toEqual([first.run.runId, second.run.runId, third.run.runId]);
  expect(counted.map(({ programmeStartMs }) => programmeStartMs)).toEqual([0, 4_000, 5_500]);
  expect(getProgrammeLengthMs(counted)).toBe(7_500);
});

test('chooseCountedRuns() counts a cut-off recorder only until the next fence began', () => {
  const cutOff = recorded(1, 0, 0, [2_000, 2_000, 2_000, 2_000, 2_000]);
  const stray = recorded(1, 1, 12, [2_000]);
  const successor = recorded(2, 0, 5, [2_000]);

  const counted = chooseCountedRuns([cutOff, stray, successor]);

  expect(counted.map(({ segments }) => segments.length)).toEqual([2, 1]); // The one from 4 s to 6 s has its middle at 5 s.
  expect(counted.map(({ run }) => run.fence)).toEqual([1, 2]);
});

test('chooseCountedRuns() leaves out runs without a segment; they overtake nobody', () => {
  const counted = chooseCountedRuns([recorded(1, 0, 0, [2_000, 2_000]), recorded(2, 0, 1, [])]);

  expect(counted.map(({ lengthMs }) => lengthMs)).toEqual([4_000]);
});

test('chooseCountedRuns() never counts two recorders for the same moment, give or take half a segment', () => {
  const run = fc.record({
    fence: fc.integer({ min: 1, max: 4 }),
    second: fc.integer({ min: 0, max: 50 }),
    segments: fc.integer({ min: 0, max: 10 }),
  });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 6 }), (given) => {
      const runs = given.map(({ fence, second, segments }, ordinal) =>
        recorded(fence, ordinal, second, Array(segments).fill(2_000)),
      );
      const counted = chooseCountedRuns(runs);
      for (const lower of counted) {
        for (const higher of counted.filter((other) => other.run.fence > lower.run.fence)) {
          expect(lower.wallStartMs + lower.lengthMs).toBeLessThanOrEqual(higher.wallStartMs + 1_000);
        }
      }
    }),
  );
});
