import type { AccountId, league } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { chooseLeague } from './choose-league.ts';
import { createGoalCount } from './goal-count.ts';
import { createLeagueBoard } from './league-board.ts';

const river = { tenure: 'swimmer', reach: 'river' } as const satisfies league.LeagueName;
const nothing = { places: [], names: [], standings: [] };
const placed = (shopkeeperId: AccountId, fish = 1_000, name: league.LeagueName = river) => ({
  ...name,
  shopkeeperId,
  fish,
  name: null,
});
const standing = (shopkeeperId: AccountId, score: number, reachedAtMs = 0) => ({
  shopkeeperId,
  score,
  points: Math.floor(score / 100),
  reachedAtMs,
});
const givenIds = (count: number) => Array.from({ length: count }, () => newId<AccountId>());

function givenBoard(scores: readonly (readonly [score: number, reachedAtMs: number])[]) {
  const ids = givenIds(scores.length);
  const board = createLeagueBoard();
  board.apply({
    names: [],
    places: ids.map((id, at) => placed(id, 1_000 + at)),
    standings: ids.map((id, at) => standing(id, ...(scores[at] ?? [0, 0]))),
  });
  board.settle();
  return { board, ids, ranks: () => ids.map((id) => board.findPlace(id)?.rank) };
}

test('[LE2] chooseLeague() draws its lines where the contract says', () => {
  const now = new Date('2026-06-01T12:00:00Z');
  const weeksAgo = (weeks: number) => new Date(now.getTime() - weeks * 7 * 86_400_000);
  const tenureAt = (weeks: number) => chooseLeague({ firstShowAt: weeksAgo(weeks), members: 0, now }).tenure;
  const reachOf = (members: number) => chooseLeague({ firstShowAt: null, members, now }).reach;

  expect([0, 4, 4.9, 5, 26, 27].map(tenureAt)).toEqual(['fry', 'fry', 'fry', 'swimmer', 'swimmer', 'lead']);
  expect([0, 199, 200, 1_000, 1_001].map(reachOf)).toEqual(['brook', 'brook', 'river', 'river', 'sea']);
  expect(chooseLeague({ firstShowAt: null, members: 0, now }).tenure).toBe('fry');
});

test('[LE3] of equal scores the sooner stands before, and equal in both is one rank', () => {
  const { board, ids, ranks } = givenBoard([
    [500, 20],
    [900, 50],
    [500, 10],
    [500, 20],
    [100, 5],
    [0, 0],
  ]);

  expect(ranks()).toEqual([3, 1, 2, 3, 5, null]);
  const gaps = ids.map((id) => board.findPlace(id)?.gapToNext);
  expect(gaps).toEqual([0, null, 400, 0, 400, 100]);
  expect(board.findTop(river)).toMatchObject({ size: 6, ranked: 5 });
  expect(board.findTop(river)?.top.map(({ rank }) => rank)).toEqual([1, 2, 3, 3, 5]);
});

test('[LE3] points that are released or taken back move her, and whoever she passes', () => {
  const { board, ids, ranks } = givenBoard([
    [500, 1],
    [400, 1],
    [300, 1],
  ]);
  const [first, , last] = ids as [AccountId, AccountId, AccountId];

  board.apply({ ...nothing, standings: [standing(last, 600, 9), standing(first, 100, 9)] });

  expect(ranks()).toEqual([1, 2, 3]); // Nothing moves before it is settled.
  expect(board.settle()).toHaveLength(1);
  expect(ranks()).toEqual([3, 2, 1]);
  board.apply({ ...nothing, standings: [standing(last, 0, 12)] });
  board.settle();
  expect(ranks()).toEqual([2, 1, null]);
  expect(board.settle()).toEqual([]);
});

test('[LE1] a board keeps her first league, and a standing that came before its place', () => {
  const board = createLeagueBoard();
  const [her] = givenIds(1) as [AccountId];
  board.apply({ ...nothing, standings: [standing(her, 250, 3)] });
  expect(board.listUnplaced([])).toEqual([her]);

  board.apply({ ...nothing, places: [placed(her, 4_713)] });
  board.apply({ ...nothing, places: [placed(her, 9_999, { tenure: 'lead', reach: 'sea' })] });
  board.settle();

  expect(board.findPlace(her)).toMatchObject({ ...river, fish: 4_713, rank: 1, score: 250, gapToNext: null });
  expect(board.listUnplaced([her])).toEqual([]);
});

test('[LE4] the top has twenty lines, and a name only of who shows it', () => {
  const { board, ids } = givenBoard(Array.from({ length: 30 }, (_, at) => [1_000 - at, 0] as const));
  const [first] = ids as [AccountId];
  board.apply({ ...nothing, names: [{ shopkeeperId: first, name: '王姐' }] });

  const [league] = board.settle();

  expect(league?.top).toHaveLength(20);
  expect(league?.top[0]).toEqual({ rank: 1, fish: 1_000, name: '王姐', score: 1_000 });
  expect(league?.top[1]).toEqual({ rank: 2, fish: 1_001, name: null, score: 999 });
  expect(board.findPlace(ids[29] as AccountId)).toMatchObject({ rank: 30, gapToNext: 1 });
});

test('[LE5] createGoalCount() counts each link once by its highest grade, whatever comes again', () => {
  const count = createGoalCount();
  const her = newId<AccountId>();
  const task = (links: number, grade: 'E0' | 'E1' | 'E2' | null) => ({ taskId: 't', shopkeeperId: her, links, grade });
  count.apply({
    links: [
      { shareId: 'a', grade: 'E1' },
      { shareId: 'b', grade: 'E0' },
    ],
    progress: [task(0, 'E1')],
  });
  expect(count.read()).toEqual({ cameBack: 0, sentOut: 3, weighed: 9 });

  count.apply({
    links: [
      { shareId: 'a', grade: 'E2' },
      { shareId: 'a', grade: 'E0' },
    ],
    progress: [task(3, 'E2')],
  });
  count.apply({ links: [{ shareId: 'a', grade: 'E2' }], progress: [task(3, 'E2')] });
  expect(count.read()).toEqual({ cameBack: 4, sentOut: 1, weighed: 401 });

  count.apply({ links: [], progress: [task(0, 'E1')] });
  expect(count.read()).toEqual({ cameBack: 1, sentOut: 2, weighed: 105 });
});
