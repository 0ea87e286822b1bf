import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { ShowId } from '../ids.ts';
import { OwnTask, TaskProgress } from './task.ts';

export const taskProgressed = broadcast({
  name: 'task:progressed',
  payload: z.strictObject({ showId: ShowId, progress: z.array(TaskProgress) }),
  summary: 'To the studio: tasks whose figures moved, at most once a second',
});

/** Her own rows hold the same, so a lost one costs nothing. */
export const taskCredited = broadcast({
  name: 'task:credited',
  payload: z.strictObject({ showId: ShowId, task: OwnTask }),
  summary: 'To all sockets of the shopkeeper: where she stands with a task now',
});
