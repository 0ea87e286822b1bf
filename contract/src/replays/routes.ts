import { z } from 'zod';
import { ShowId } from '../ids.ts';
import { crew, members } from '../roles.ts';
import { route } from '../route.ts';
import { RecordingFile, Replay } from './replay.ts';

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

export const getRecordingFile = route({
  method: 'GET',
  path: '/shows/:showId/recording/file',
  callers: crew,
  params: z.strictObject({ showId: ShowId }),
  response: RecordingFile,
  errors: ['shows.not_found', 'replays.not_ready'],
  summary: 'Whether the recording is there as one MP4',
});

export const makeRecordingFile = route({
  method: 'POST',
  path: '/shows/:showId/recording/file',
  callers: crew,
  params: z.strictObject({ showId: ShowId }),
  response: RecordingFile,
  errors: ['shows.not_found', 'replays.not_ready'],
  summary: 'Has the recording made into one MP4, unless it is there or being made; safe to repeat',
});
