import { z } from 'zod';
import { ShowId } from '../ids.ts';
import { members } from '../roles.ts';
import { route } from '../route.ts';
import { Replay } from './replay.ts';

export const getReplay = route({
  method: 'GET',
  path: '/shows/:showId/replay',
  callers: members,
  params: z.strictObject({ showId: ShowId }),
  response: Replay,
  errors: ['shows.not_found', 'replays.not_ready'],
  summary: 'The replay for those who could enter the show',
});
