import { z } from 'zod';
import { command } from '../command.ts';
import { ShowId } from '../ids.ts';
import { members } from '../roles.ts';
import { LogPosition, LogTail } from '../shows/commands.ts';

export const resumeLog = command({
  name: 'log:resume',
  callers: members,
  input: z.strictObject({ showId: ShowId, position: LogPosition }),
  output: LogTail,
  errors: ['shows.not_found', 'shows.not_joined'],
  summary: 'Entries after a position: to close a gap or fetch the next part',
});
