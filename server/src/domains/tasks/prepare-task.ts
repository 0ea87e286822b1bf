import {
  AppError,
  type IdempotencyKey,
  MAX_TASKS_PER_SHOW,
  type ShowId,
  type TaskId,
  type tasks,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { type ListTasksDeps, toTasks } from './list-tasks.ts';
import { insertTask, listTasks, lockTask, type TaskRecord, updateTask } from './tasks.store.ts';
import type { TaskShow, TasksDeps } from './tasks-deps.ts';

type PrepareTaskDeps = ListTasksDeps & Pick<TasksDeps, 'checkMaterial' | 'hostCommand' | 'newId'>;

/**
 * Prepares a task in the run of show; a retry with the same key makes one.
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `catalog.not_found` | `tasks.too_many` | `request.key_reused`
 */
export async function prepareTask(
  deps: PrepareTaskDeps,
  caller: Member,
  input: { showId: ShowId; idempotencyKey: IdempotencyKey; draft: tasks.TaskDraft },
): Promise<tasks.Task> {
  const { answer } = await deps.hostCommand({ name: 'task prepared', caller, input }, async (tx, show) => {
    checkEditable(show);
    await deps.checkMaterial(tx, show.brandId, input.draft.materialId);
    if ((await listTasks(tx, show.id)).length >= MAX_TASKS_PER_SHOW)
      throw new AppError('tasks.too_many', 'the show has all the tasks that it may have');
    const row = { ...input.draft, id: deps.newId<TaskId>(), showId: show.id, createdAt: deps.now() };
    return toOne(deps, tx, await insertTask(tx, { ...row, state: 'prepared' }));
  });
  return answer;
}

/** @throws AppError `shows.not_found` | `shows.wrong_state` | `tasks.not_found` | `tasks.wrong_state` | `catalog.not_found` */
export async function changeTask(
  deps: PrepareTaskDeps,
  caller: Member,
  { showId, taskId, ...draft }: { showId: ShowId; taskId: TaskId } & tasks.TaskDraft,
): Promise<tasks.Task> {
  const show = await deps.getCommandedShow(deps.db, caller, showId);
  checkEditable(show);
  await deps.checkMaterial(deps.db, show.brandId, draft.materialId);
  return deps.db.transaction().execute(async (tx) => {
    await requirePrepared(tx, { showId, taskId });
    return toOne(deps, tx, await updateTask(tx, taskId, draft));
  });
}

/** Withdraws a prepared task; again changes nothing. @throws AppError `shows.not_found` | `tasks.not_found` | `tasks.wrong_state` */
export async function removeTask(
  deps: PrepareTaskDeps,
  caller: Member,
  { showId, taskId }: { showId: ShowId; taskId: TaskId },
): Promise<void> {
  await deps.getCommandedShow(deps.db, caller, showId);
  await deps.db.transaction().execute(async (tx) => {
    const task = await lockTask(tx, showId, taskId);
    if (task?.state === 'withdrawn' && task.openedAt === null) return;
    await requirePrepared(tx, { showId, taskId });
    await updateTask(tx, taskId, { state: 'withdrawn', closedAt: deps.now(), closeReason: 'withdrawn' });
  });
}

async function requirePrepared(tx: Db, { showId, taskId }: { showId: ShowId; taskId: TaskId }): Promise<void> {
  const task = await lockTask(tx, showId, taskId);
  if (!task) throw new AppError('tasks.not_found', `no task ${taskId} in this show`);
  if (task.state !== 'prepared') throw new AppError('tasks.wrong_state', `the task is ${task.state}`);
}

async function toOne(deps: ListTasksDeps, tx: Db, row: TaskRecord): Promise<tasks.Task> {
  const [task] = await toTasks(deps, tx, [row]);
  if (!task) throw new Error('a task was kept and is gone');
  return task;
}

function checkEditable({ state }: TaskShow): void {
  if (['draft', 'scheduled', 'postponed', 'live'].includes(state)) return;
  throw new AppError('shows.wrong_state', `the show is ${state}`);
}
