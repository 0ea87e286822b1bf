import {
  AppError,
  MAX_OPEN_TASKS,
  MAX_TASKS_PER_SHOW,
  type MaterialId,
  type TaskId,
  type tasks,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { insertTask, listOpenTasks, listTasks, lockTask, type TaskRecord, updateTask } from './tasks.store.ts';
import type { Append, OpenTaskInput, TaskShow, TasksDeps } from './tasks-deps.ts';

type OpenTaskDeps = Pick<TasksDeps, 'ensureDropped' | 'hostCommand' | 'newId' | 'now'>;

/**
 * Opens a prepared task or a new one; its material is dropped in the same transaction when it was not yet [TK1].
 * @throws AppError `shows.not_found` | `shows.not_live` | `catalog.not_found` | `tasks.not_found` | `tasks.wrong_state` |
 * `tasks.too_many` | `tasks.material_taken` | `request.key_reused`
 */
export async function openTask(
  deps: OpenTaskDeps,
  caller: Member,
  input: OpenTaskInput,
): Promise<{ taskId: TaskId; seq: number }> {
  const { answer } = await deps.hostCommand({ name: 'task:open', caller, input }, async (tx, show, append) => {
    if (show.state !== 'live') throw new AppError('shows.not_live', `the show is ${show.state}`);
    const prepared = 'taskId' in input.task ? await getPrepared(tx, show, input.task.taskId) : undefined;
    const draft = prepared ?? (input.task as tasks.TaskDraft); // The union's other half.
    await checkRoom(tx, show, draft.materialId);
    const task = prepared ?? (await makeTask(deps, tx, show, draft));
    return open(deps, tx, { show, task, append });
  });
  return answer;
}

async function getPrepared(tx: Db, show: TaskShow, taskId: TaskId): Promise<TaskRecord> {
  const task = await lockTask(tx, show.id, taskId);
  if (!task) throw new AppError('tasks.not_found', `no task ${taskId} in this show`);
  if (task.state !== 'prepared') throw new AppError('tasks.wrong_state', `the task is ${task.state}`);
  return task;
}

async function checkRoom(tx: Db, show: TaskShow, materialId: MaterialId): Promise<void> {
  const open = await listOpenTasks(tx, show.id);
  if (open.some((task) => task.materialId === materialId))
    throw new AppError('tasks.material_taken', 'a task on this material is open');
  if (open.length >= MAX_OPEN_TASKS) throw new AppError('tasks.too_many', `${open.length} tasks are open`);
}

async function makeTask(deps: OpenTaskDeps, tx: Db, show: TaskShow, draft: tasks.TaskDraft): Promise<TaskRecord> {
  if ((await listTasks(tx, show.id)).length >= MAX_TASKS_PER_SHOW)
    throw new AppError('tasks.too_many', 'the show has all the tasks that it may have');
  return insertTask(tx, { ...draft, id: deps.newId(), showId: show.id, state: 'prepared', createdAt: deps.now() });
}

type Opening = { show: TaskShow; task: TaskRecord; append: Append };

async function open(deps: OpenTaskDeps, tx: Db, { append, show, task }: Opening) {
  const drop = await deps.ensureDropped(tx, { show, materialId: task.materialId, append });
  const openedAt = deps.now();
  const deadlineAt = new Date(openedAt.getTime() + task.minutes * 60_000);
  const { seq } = await append('task.opened', {
    task: {
      taskId: task.id,
      dropSeq: drop.seq,
      material: drop.material,
      words: task.words,
      targetForwards: task.targetForwards,
      points: task.points,
      deadlineAt: deadlineAt.toISOString(),
    },
  });
  await updateTask(tx, task.id, { state: 'open', dropSeq: drop.seq, openedSeq: seq, openedAt, deadlineAt });
  return { taskId: task.id, seq };
}
