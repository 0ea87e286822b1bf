import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { AskId, ShowId } from '../ids.ts';
import { AskCounts } from './ask.ts';

export const answersCounted = broadcast({
  name: 'answers:counted',
  payload: z.strictObject({ showId: ShowId, askId: AskId, counts: AskCounts }),
  summary:
    'Answers so far, at most once a second and a second old: to the studio, and to all when its poll is shown live',
});
