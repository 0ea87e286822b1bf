import { z } from 'zod';
import { ShowId } from '../ids.ts';
import { crew, members } from '../roles.ts';
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

export const removeRecording = route({
  method: 'DELETE',
  path: '/shows/:showId/recording',
  callers: crew,
  params: z.strictObject({ showId: ShowId }),
  response: z.strictObject({}),
  errors: ['shows.not_found', 'shows.wrong_state'],
  summary: 'Removes the recording of a show that is over, for good; safe to repeat',
});
