import { z } from 'zod';
import { command } from '../command.ts';
import { AccountId, IdempotencyKey, ShowId, TaskId } from '../ids.ts';
import { crew } from '../roles.ts';
import { TaskDraft, TaskGrade } from './task.ts';

const hostCommand = { showId: ShowId, idempotencyKey: IdempotencyKey };

export const openTask = command({
  name: 'task:open',
  callers: crew,
  input: z.strictObject({
    ...hostCommand,
    /** A prepared task by its id, or a new one. */
    task: z.union([z.strictObject({ taskId: TaskId }), TaskDraft]),
  }),
  output: z.strictObject({ taskId: TaskId, seq: z.int() }),
  errors: [
    'shows.not_found',
    'shows.not_live',
    'catalog.not_found',
    'catalog.claim_unproven',
    'drops.recalled',
    'tasks.not_found',
    'tasks.wrong_state',
    'tasks.too_many',
    'tasks.material_taken',
    'request.key_reused',
  ],
  summary: 'Opens a forwarding task in the live show; its material is dropped in the same step when it was not yet',
});

const ending = {
  callers: crew,
  input: z.strictObject({ ...hostCommand, taskId: TaskId }),
  output: z.strictObject({ seq: z.int() }),
  errors: ['shows.not_found', 'tasks.not_found', 'tasks.wrong_state', 'request.key_reused'],
} as const;

export const closeTask = command({
  ...ending,
  name: 'task:close',
  summary: 'Closes an open task before its deadline; one that is over answers how it ended',
});

export const withdrawTask = command({
  ...ending,
  name: 'task:withdraw',
  summary: 'Takes an open task back; what it gave so far stays. One that is over answers how it ended',
});

export const listTaskPeople = command({
  name: 'task:listPeople',
  callers: crew,
  input: z.strictObject({ showId: ShowId, taskId: TaskId }),
  output: z.strictObject({
    people: z.array(z.strictObject({ accountId: AccountId, displayName: z.string(), grade: TaskGrade.nullable() })),
  }),
  errors: ['shows.not_found', 'tasks.not_found'],
  summary: 'The names behind a task’s counts: who has done nothing first, then by grade; at most 500',
});
