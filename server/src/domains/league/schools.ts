import { type AccountId, league, type ShowId } from '@shoal/contract';
import { chooseLeague } from './choose-league.ts';
import { createGoalCount, type GoalCount } from './goal-count.ts';
import { insertPlaces, listLeagueFacts, markReached, noteFirstShow } from './league.store.ts';
import { createLeagueBoard, type LeagueBoard } from './league-board.ts';
import type { LeagueDeps, SchoolChanges } from './league-deps.ts';

/** One show's goal and standings, as of the last reading. */
export type School = {
  readonly board: LeagueBoard;
  readonly goal: league.SchoolGoal | null;
};

type Held = {
  board: LeagueBoard;
  count: GoalCount;
  goal: league.SchoolGoal | null;
  cursor: string | null;
  told: string;
  /** Who was here when all of them had their place: nobody has to be looked for again among the same. */
  placed: readonly AccountId[] | undefined;
  reading: Promise<void> | undefined;
};

/** Who comes at once is placed within seconds, without a statement that holds up the others. */
const PLACED_AT_ONCE = 2_000;

/** The schools with somebody on this server: each is read whole once, then by what changed, one statement a second. */
export type Schools = {
  /** Read now when nobody asked before. */
  get(showId: ShowId): Promise<School>;
  /** Reads what changed, places who came, tells who looks, and notices a goal that is reached. */
  refresh(): Promise<void>;
};

/** Opens the register; it forgets a show when nobody of it is here. */
export function createSchools(deps: LeagueDeps): Schools {
  const held = new Map<ShowId, Held>();
  const open = (showId: ShowId) => {
    const known = held.get(showId);
    if (known) return known;
    const opened: Held = {
      board: createLeagueBoard(),
      count: createGoalCount(),
      goal: null,
      cursor: null,
      told: '',
      placed: undefined,
      reading: undefined,
    };
    held.set(showId, opened);
    return opened;
  };
  const read = (showId: ShowId, school: Held) => {
    school.reading ??= readOnce(deps, showId, school).finally(() => {
      school.reading = undefined;
    });
    return school.reading;
  };
  return {
    async get(showId) {
      const school = open(showId);
      if (school.cursor === null) await read(showId, school);
      return school;
    },
    async refresh() {
      const here = deps.listShowsHere();
      const kept = new Set(here);
      for (const showId of held.keys()) if (!kept.has(showId)) held.delete(showId);
      for (const showId of here) {
        await read(showId, open(showId)).catch((err: unknown) => deps.log.warn({ err, showId }, 'school not read'));
      }
    },
  };
}

async function readOnce(deps: LeagueDeps, showId: ShowId, school: Held): Promise<void> {
  let changes = await applyChanges(deps, showId, school);
  if (await placeNewcomers(deps, showId, { school, show: changes.show })) {
    changes = await applyChanges(deps, showId, school);
  }
  for (const moved of school.board.settle()) {
    deps.sendVolatileHere(deps.rooms.league(showId, moved), league.topChanged, { showId, league: moved });
  }
  school.goal = changes.goal && { ...changes.goal, ...school.count.read() };
  if (!school.goal) return;
  await noticeReached(deps, showId, school.goal);
  const told = JSON.stringify(school.goal);
  if (told === school.told) return;
  school.told = told;
  deps.sendVolatileHere(deps.rooms.show(showId), league.goalChanged, { showId, goal: school.goal });
}

async function applyChanges(deps: LeagueDeps, showId: ShowId, school: Held): Promise<SchoolChanges> {
  const changes = await deps.readSchoolChanges(deps.db, showId, school.cursor);
  school.cursor = changes.cursor;
  school.board.apply(changes);
  school.count.apply(changes);
  return changes;
}

type Newcomers = { school: Held; show: SchoolChanges['show'] };

/** Places who is here or has a standing and has no place, once the show is live. @returns whether there was somebody. */
async function placeNewcomers(deps: LeagueDeps, showId: ShowId, { school, show }: Newcomers): Promise<boolean> {
  if (show?.state !== 'live') return false;
  const here = deps.listGuestsHere(showId);
  const unplaced = school.board.listUnplaced(here === school.placed ? [] : here).slice(0, PLACED_AT_ONCE);
  if (unplaced.length === 0) {
    school.placed = here;
    return false;
  }
  const now = deps.now();
  const facts = await listLeagueFacts(deps.db, unplaced);
  const places = facts.map(({ firstShowAt, members, shopkeeperId }) => ({
    ...chooseLeague({ firstShowAt, members, now }),
    showId,
    shopkeeperId,
    fish: drawFish(deps.random),
    placedAt: now,
  }));
  await deps.db.transaction().execute(async (tx) => {
    await insertPlaces(tx, showId, places);
    const ids: AccountId[] = places.map(({ shopkeeperId }) => shopkeeperId);
    if (!show.isRehearsal) await noteFirstShow(tx, ids, show.wentLiveAt ? new Date(show.wentLiveAt) : now);
  });
  return places.length > 0;
}

/** Four digits, so that it reads like a number on a shirt. */
const drawFish = (random: LeagueDeps['random']) => 1_000 + Math.floor(random() * 9_000);

/** Appends that the goal is reached: once for a target, whichever server notices. */
async function noticeReached(deps: LeagueDeps, showId: ShowId, goal: league.SchoolGoal): Promise<void> {
  const { cameBack, isReached, target } = goal;
  if (isReached || cameBack < target) return;
  await deps.changeShow(showId, async (tx, show, append) => {
    if (show.state !== 'live') return;
    if (await markReached(tx, { showId, target, at: deps.now() })) await append('goal.reached', { target, cameBack });
  });
}
