import { z } from 'zod';
import { EvidenceId, IdempotencyKey, ShowId, TaskId } from '../ids.ts';
import { crew, operators, shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { EvidenceVerdict, HeldEvidence, HoldReason } from './evidence.ts';
import { OwnTask, Task, TaskDraft } from './task.ts';

const byShow = z.strictObject({ showId: ShowId });
const byTask = z.strictObject({ showId: ShowId, taskId: TaskId });

export const listTasks = route({
  method: 'GET',
  path: '/shows/:showId/tasks',
  callers: crew,
  params: byShow,
  response: z.strictObject({ tasks: z.array(Task) }),
  errors: ['shows.not_found'],
  summary: 'The tasks of a show with their figures, in the order they were made; withdrawn ones only if they were open',
});

export const prepareTask = route({
  method: 'POST',
  path: '/shows/:showId/tasks',
  callers: crew,
  params: byShow,
  body: z.strictObject({ idempotencyKey: IdempotencyKey, draft: TaskDraft }),
  response: Task,
  errors: ['shows.not_found', 'shows.wrong_state', 'catalog.not_found', 'tasks.too_many', 'request.key_reused'],
  summary: 'Prepares a task in the run of show, to be opened by one press; a retry with the same key makes one',
});

export const changeTask = route({
  method: 'PUT',
  path: '/shows/:showId/tasks/:taskId',
  callers: crew,
  params: byTask,
  body: TaskDraft,
  response: Task,
  errors: ['shows.not_found', 'shows.wrong_state', 'tasks.not_found', 'tasks.wrong_state', 'catalog.not_found'],
  summary: 'Puts this in place of a prepared task',
});

export const removeTask = route({
  method: 'DELETE',
  path: '/shows/:showId/tasks/:taskId',
  callers: crew,
  params: byTask,
  response: z.strictObject({}),
  errors: ['shows.not_found', 'tasks.not_found', 'tasks.wrong_state'],
  summary: 'Withdraws a prepared task; safe to repeat',
});

export const listOwnTasks = route({
  method: 'GET',
  path: '/shows/:showId/own-tasks',
  callers: shopkeepers,
  params: byShow,
  response: z.strictObject({ tasks: z.array(OwnTask), points: z.int() }),
  errors: ['shows.not_found'],
  summary: 'Where she stands with each task of a show that she began, and her points in it',
});

export const listHeldEvidence = route({
  method: 'GET',
  path: '/held-evidence',
  callers: operators,
  query: z.strictObject({
    showId: ShowId.optional(),
    verdict: EvidenceVerdict.exclude(['counted']).default('held'),
    reason: HoldReason.optional(),
  }),
  response: z.strictObject({ evidence: z.array(HeldEvidence), total: z.int() }),
  errors: [],
  summary: 'Evidence that was held, newest first, at most 200, and how many there are',
});

export const judgeEvidence = route({
  method: 'POST',
  path: '/held-evidence/judge',
  callers: operators,
  body: z.strictObject({
    evidenceIds: z.array(EvidenceId).min(1).max(200),
    /** `held` takes an earlier judgement back. */
    verdict: EvidenceVerdict.exclude(['counted']),
  }),
  response: z.strictObject({ changed: z.int() }),
  errors: ['tasks.not_found'],
  summary: 'Releases, rejects or holds again; what is released counts once, what is held again gives its points back',
});
