import { AppError, type CommandInput, type ShowId, type tasks } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findTask, listDueShows, listOpenTasks, type TaskRecord, updateTask } from './tasks.store.ts';
import type { Append, TasksDeps } from './tasks-deps.ts';

type CloseTaskDeps = Pick<TasksDeps, 'hostCommand' | 'now'>;

/**
 * Ends an open task by the host's word. One that is over answers how it ended and appends nothing.
 * @throws AppError `shows.not_found` | `tasks.not_found` | `tasks.wrong_state` | `request.key_reused`
 */
export async function endTask(
  deps: CloseTaskDeps,
  caller: Member,
  { input, name }: { name: string; input: CommandInput<typeof tasks.closeTask> },
): Promise<{ seq: number }> {
  const { answer } = await deps.hostCommand({ name, caller, input }, async (tx, show, append) => {
    const task = await findTask(tx, show.id, input.taskId);
    if (!task) throw new AppError('tasks.not_found', `no task ${input.taskId} in this show`);
    if (task.closedSeq !== null) return { seq: task.closedSeq };
    if (task.state !== 'open') throw new AppError('tasks.wrong_state', `the task is ${task.state}`);
    return close(deps, tx, { task, append, reason: name === 'task:withdraw' ? 'withdrawn' : 'host' });
  });
  return answer;
}

/** Closes the tasks whose deadline has come. Several servers may do so at once: each closes once [TK3]. */
export async function closeDueTasks(deps: Pick<TasksDeps, 'changeShow' | 'db' | 'now'>): Promise<void> {
  for (const showId of await listDueShows(deps.db, deps.now())) {
    await deps.changeShow(showId, async (tx, _show, append) =>
      closeAll(deps, tx, await listOpenTasks(tx, showId, { dueAt: deps.now() }), { append, reason: 'deadline' }),
    );
  }
}

/** As a show ends, in its transaction. */
export const closeTasksOfShow = async (
  deps: Pick<TasksDeps, 'now'>,
  tx: Db,
  { append, showId }: { showId: ShowId; append: Append },
): Promise<void> => closeAll(deps, tx, await listOpenTasks(tx, showId), { append, reason: 'show_ended' });

/** As their material is recalled, in that transaction: nobody may be asked to forward it. */
export const withdrawTasksOnDrop = async (
  deps: Pick<TasksDeps, 'now'>,
  tx: Db,
  { append, dropSeq, showId }: { showId: ShowId; dropSeq: number; append: Append },
): Promise<void> => closeAll(deps, tx, await listOpenTasks(tx, showId, { dropSeq }), { append, reason: 'withdrawn' });

type Ending = { append: Append; reason: tasks.CloseReason };

/** A show has few open tasks. */
async function closeAll(deps: Pick<TasksDeps, 'now'>, tx: Db, open: readonly TaskRecord[], ending: Ending) {
  for (const task of open) await close(deps, tx, { ...ending, task });
}

async function close(
  { now }: Pick<TasksDeps, 'now'>,
  tx: Db,
  { append, reason, task }: Ending & { task: TaskRecord },
): Promise<{ seq: number }> {
  const { seq } = await append('task.closed', { taskId: task.id, reason });
  const state = reason === 'withdrawn' ? 'withdrawn' : 'closed';
  await updateTask(tx, task.id, { state, closedSeq: seq, closedAt: now(), closeReason: reason });
  return { seq };
}
