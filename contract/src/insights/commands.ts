import { z } from 'zod';
import { command } from '../command.ts';
import { ShowId } from '../ids.ts';
import { crew } from '../roles.ts';
import { RadarHintCode } from './radar.ts';

export const dismissHint = command({
  name: 'radar:dismissHint',
  callers: crew,
  input: z.strictObject({ showId: ShowId, code: RadarHintCode }),
  output: z.strictObject({}),
  errors: ['shows.not_found'],
  summary: 'Hints of this kind rest for five minutes; repeating it is harmless',
});
