import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { ShowId } from '../ids.ts';
import { LeagueTop, SchoolGoal } from './league.ts';

export const goalChanged = broadcast({
  name: 'goal:changed',
  payload: z.strictObject({ showId: ShowId, goal: SchoolGoal }),
  summary: 'How far the school is with its goal; at most once a second, and the next one replaces it',
});

export const topChanged = broadcast({
  name: 'league:topChanged',
  payload: z.strictObject({ showId: ShowId, league: LeagueTop }),
  summary: 'To who has her league open: its top moved; at most once a second',
});
