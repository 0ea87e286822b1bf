import { tasks } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreTask } from './score-task.ts';

test('[TK4] scoreTask() weighs the highest grade and gives points from E2 up', () => {
  expect(scoreTask(20, [])).toEqual({ grade: null, links: 0, points: 0, score: 0 });
  expect(scoreTask(20, ['E0'])).toEqual({ grade: 'E0', links: 0, points: 0, score: 20 });
  expect(scoreTask(20, ['E0', 'E1'])).toEqual({ grade: 'E1', links: 0, points: 0, score: 80 });
  expect(scoreTask(20, ['E1', 'E2'])).toEqual({ grade: 'E2', links: 1, points: 20, score: 2_000 });
  expect(scoreTask(20, ['E4'])).toEqual({ grade: 'E4', links: 1, points: 40, score: 4_000 });
});

test('[TK4] scoreTask() never gives more than one and a half times the points, however many groups', () => {
  expect(scoreTask(20, ['E2', 'E2']).points).toBe(25);
  expect(scoreTask(20, ['E2', 'E2', 'E2']).points).toBe(30);
  expect(
    scoreTask(
      20,
      Array.from({ length: 20 }, () => 'E2' as const),
    ).points,
  ).toBe(30);
});

test('[TK4] scoreTask() never falls when evidence is added', () => {
  const grades = fc.array(fc.constantFrom(...tasks.TaskGrade.options), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      grades,
      fc.constantFrom(...tasks.TaskGrade.options),
      (points, had, more) => {
        const [before, after] = [scoreTask(points, had), scoreTask(points, [...had, more])];
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(after.points).toBeGreaterThanOrEqual(before.points);
      },
    ),
  );
});
