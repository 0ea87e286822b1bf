import { expect, test } from 'vitest';
import {
  ACCEPTED_RISK,
  computeBudget,
  computeKeenness,
  computeLoad,
  findRestUntil,
  TOLERANCE_SCALE,
  TOLERANCE_SHAPE,
} from './group-fatigue.ts';

const HOUR_MS = 3_600_000;
const now = new Date('2026-11-26T20:00:00Z');
const hoursAgo = (...hours: number[]) => hours.map((hour) => new Date(now.getTime() - hour * HOUR_MS));
const group = (members: number, fedAt: readonly Date[] = [], visitors = fedAt.length * members * 0.03) => ({
  members,
  fedAt,
  visitors,
});

test.each([
  { members: 10, messagesOfAnEvening: 5 },
  { members: 100, messagesOfAnEvening: 3 },
  { members: 500, messagesOfAnEvening: 2 },
  { members: 2_000, messagesOfAnEvening: 1 },
])('findRestUntil() warns a group of $members after $messagesOfAnEvening in one evening', (one) => {
  const fed = (count: number) => Array.from({ length: count }, () => now);
  expect(findRestUntil(group(one.members, fed(one.messagesOfAnEvening - 1)), now)).toBeNull();
  expect(findRestUntil(group(one.members, fed(one.messagesOfAnEvening)), now)).not.toBeNull();
});

test('findRestUntil() names the moment from which the next message is within the budget', () => {
  const tired = group(200, hoursAgo(1, 2, 3));
  const restUntil = findRestUntil(tired, now);
  if (!restUntil) throw new Error('three in three hours tire a group of 200');
  const budget = computeBudget(tired);
  expect(computeLoad(tired.fedAt, restUntil) + 1).toBeCloseTo(budget, 5);
  expect(findRestUntil(tired, new Date(restUntil.getTime() + 1_000))).toBeNull();
  expect(findRestUntil(tired, new Date(restUntil.getTime() - 60_000))).not.toBeNull();
});

test('a group of 100 bears a message a day for four weeks, and is warned of two a day', () => {
  const daily = (perDay: number) => Array.from({ length: 28 * perDay }, (_, at) => 24 * ((at + 1) / perDay));
  expect(findRestUntil(group(100, hoursAgo(...daily(1))), now)).toBeNull();
  expect(findRestUntil(group(100, hoursAgo(...daily(2))), now)).not.toBeNull();
});

test('a group that answers bears more, one that never does less, and neither without bound', () => {
  const fed = hoursAgo(30, 60, 90, 120, 150, 180, 210, 240);
  const silent = group(300, fed, 0);
  const keen = group(300, fed, 300 * 8 * 0.12);
  expect(computeBudget(silent)).toBeLessThan(computeBudget(group(300, fed)));
  expect(computeBudget(keen)).toBeGreaterThan(computeBudget(group(300, fed)));
  expect(computeKeenness({ ...silent, fedAt: hoursAgo(...Array.from({ length: 200 }, (_, at) => at)) })).toBe(0.6);
  expect(computeKeenness({ ...keen, visitors: 100_000 })).toBe(1.6);
});

test('a group that nobody fed, or that rested a week, is never warned of', () => {
  for (const members of [1, 50, 2_000]) {
    expect(findRestUntil(group(members, [], 0), now)).toBeNull();
    expect(findRestUntil(group(members, hoursAgo(168), 0), now)).toBeNull();
  }
});

/** Numbers between 0 and 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Feeds a modelled group every few hours. @returns whether the warning came before the first member left. */
function isWarnedInTime(members: number, everyHours: number, random: () => number): boolean {
  const tolerance = () => TOLERANCE_SCALE * (-Math.log(random())) ** (1 / TOLERANCE_SHAPE);
  const weakest = Math.min(...Array.from({ length: members }, tolerance));
  const fedAt: Date[] = [];
  for (let message = 0; message < 200; message += 1) {
    const at = new Date(now.getTime() + message * everyHours * HOUR_MS);
    if (findRestUntil(group(members, fedAt), at)) return true;
    fedAt.push(at);
    if (computeLoad(fedAt, at) > weakest) return false;
  }
  return true; // Fed as often as is advised, for all those weeks, and nobody left.
}

test.each([
  [10, 1],
  [100, 1],
  [100, 9],
  [500, 4],
  [500, 24],
  [1_000, 12],
])('the warning fires before the first modelled member leaves: %i members, fed every %i h', (members, everyHours) => {
  const random = seeded(members * 31 + everyHours);
  const runs = Array.from({ length: 400 }, () => isWarnedInTime(members, everyHours, random));
  const inTime = runs.filter(Boolean).length / runs.length;
  expect(inTime).toBeGreaterThanOrEqual(1 - ACCEPTED_RISK - 0.02); // 400 runs scatter by 1.1 %.
});
