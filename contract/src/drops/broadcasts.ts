import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { ShowId } from '../ids.ts';
import { DropCounts } from './counts.ts';

export const countsChanged = broadcast({
  name: 'counts:changed',
  payload: z.strictObject({ showId: ShowId, counts: z.array(DropCounts) }),
  summary: 'To the studio: counts that moved, at most once a second',
});
