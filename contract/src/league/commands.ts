import { z } from 'zod';
import { command } from '../command.ts';
import { IdempotencyKey, ShowId } from '../ids.ts';
import { MAX_GOAL } from '../limits.ts';
import { crew, members, shopkeepers } from '../roles.ts';
import { LeagueTop, OwnPlace, SchoolGoal } from './league.ts';

const ofShow = z.strictObject({ showId: ShowId });

export const setGoal = command({
  name: 'goal:set',
  callers: crew,
  input: z.strictObject({ showId: ShowId, idempotencyKey: IdempotencyKey, target: z.int().min(1).max(MAX_GOAL) }),
  output: z.strictObject({ seq: z.int() }),
  errors: ['shows.not_found', 'shows.wrong_state', 'request.key_reused'],
  summary: 'Sets the goal of the whole school, before the show or during it; another target may be reached anew',
});

export const getGoal = command({
  name: 'goal:get',
  callers: members,
  input: ofShow,
  output: z.strictObject({ goal: SchoolGoal.nullable() }),
  errors: ['shows.not_joined'],
  summary: 'How far the school is with its goal, for who just came; afterwards it is told',
});

export const openLeague = command({
  name: 'league:open',
  callers: shopkeepers,
  input: ofShow,
  output: z.strictObject({ place: OwnPlace.nullable(), league: LeagueTop.nullable() }),
  errors: ['shows.not_joined'],
  summary: 'Her league and her place in it; from here on its top is told to this socket. Null until she is placed',
});

export const closeLeague = command({
  name: 'league:close',
  callers: shopkeepers,
  input: ofShow,
  output: z.strictObject({}),
  errors: ['shows.not_joined'],
  summary: 'The top of her league is no longer told to this socket',
});

export const getPlace = command({
  name: 'league:getPlace',
  callers: shopkeepers,
  input: ofShow,
  output: z.strictObject({ place: OwnPlace.nullable() }),
  errors: ['shows.not_joined'],
  summary: 'Her place, from memory',
});

export const showName = command({
  name: 'league:showName',
  callers: shopkeepers,
  input: ofShow.extend({ showsName: z.boolean() }),
  output: z.strictObject({}),
  errors: ['shows.not_joined'],
  summary: 'Whether others read her name on the board, in this show and the next ones; not unless she says so',
});

export const listLeagues = command({
  name: 'league:list',
  callers: crew,
  input: ofShow,
  output: z.strictObject({ leagues: z.array(LeagueTop) }),
  errors: ['shows.not_found'],
  summary: 'The top of every league that has somebody in it, newcomers first',
});
