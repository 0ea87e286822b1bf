import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { ShowId } from '../ids.ts';
import { Question } from './question.ts';

export const questionsChanged = broadcast({
  name: 'questions:changed',
  payload: z.strictObject({ showId: ShowId, questions: z.array(Question) }),
  summary: 'Questions that came or moved, at most once a second and 50 at once, the same to all; may be lost',
});
