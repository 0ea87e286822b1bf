import { AppError, type MaterialId, type ShowId, type TaskId, tasks } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findPoints, listGradeCounts, listHeldCounts, listOwnProgress } from './progress.store.ts';
import { findTask, listTasks, type TaskRecord } from './tasks.store.ts';
import type { TasksDeps } from './tasks-deps.ts';

export type ListTasksDeps = Pick<TasksDeps, 'db' | 'getCommandedShow' | 'loadMaterials' | 'now'>;

const EVER = new Date(0);

/** The tasks of a show for its crew, with their figures. @throws AppError `shows.not_found` */
export async function listShowTasks(deps: ListTasksDeps, caller: Member, showId: ShowId): Promise<tasks.Task[]> {
  await deps.getCommandedShow(deps.db, caller, showId);
  return toTasks(deps, deps.db, await listTasks(deps.db, showId));
}

/** Where she stands with the tasks of a show. @throws AppError `shows.not_found` */
export async function listOwnTasks(
  { db, requireGuest }: Pick<TasksDeps, 'db' | 'requireGuest'>,
  caller: Member,
  showId: ShowId,
): Promise<{ tasks: tasks.OwnTask[]; points: number }> {
  await requireGuest(db, caller, showId);
  const { accountId } = caller;
  return { tasks: await listOwnProgress(db, accountId, showId), points: await findPoints(db, accountId, showId) };
}

/** The names behind a task's counts. @throws AppError `shows.not_found` | `tasks.not_found` */
export async function listPeople(
  deps: Pick<TasksDeps, 'db' | 'getCommandedShow' | 'listTaskPeople'>,
  caller: Member,
  of: { showId: ShowId; taskId: TaskId },
) {
  await deps.getCommandedShow(deps.db, caller, of.showId);
  if (!(await findTask(deps.db, of.showId, of.taskId)))
    throw new AppError('tasks.not_found', `no task ${of.taskId} in this show`);
  return { people: await deps.listTaskPeople(deps.db, of) };
}

/** How far a show is with the tasks that are open, or were closed after `since`. */
export async function readProgress(db: Db, showId: ShowId, since: Date): Promise<tasks.TaskProgress[]> {
  const counts = await listGradeCounts(db, showId, since);
  if (counts.length === 0) return [];
  const held = await listHeldCounts(db, showId);
  return [...Map.groupBy(counts, ({ taskId }) => taskId)].map(([taskId, rows]) =>
    toProgress(taskId, rows, held.get(taskId) ?? 0),
  );
}

type GradeCount = { grade: tasks.TaskGrade | null; people: number };

function toProgress(taskId: TaskId, counts: readonly GradeCount[], held: number): tasks.TaskProgress {
  const people = { E0: 0, E1: 0, E2: 0, E4: 0 };
  let weighed = 0;
  for (const { grade, people: count } of counts) {
    if (grade === null) continue;
    people[grade] = count;
    weighed += count * tasks.gradeWeights[grade];
  }
  return { taskId, people, weighed, held };
}

/** Tasks as the crew sees them. */
export async function toTasks(
  { loadMaterials }: Pick<TasksDeps, 'loadMaterials'>,
  db: Db,
  rows: readonly TaskRecord[],
): Promise<tasks.Task[]> {
  const [first] = rows;
  if (!first) return [];
  const materials = await loadMaterials(db, [...new Set(rows.map(({ materialId }): MaterialId => materialId))]);
  const progress = new Map((await readProgress(db, first.showId, EVER)).map((one) => [one.taskId, one]));
  return rows.flatMap((row) => {
    const material = materials.get(row.materialId);
    return material ? [toTask(row, material, progress.get(row.id) ?? toProgress(row.id, [], 0))] : [];
  });
}

const toTask = (row: TaskRecord, material: tasks.Task['material'], progress: tasks.TaskProgress): tasks.Task => ({
  taskId: row.id,
  segmentId: row.segmentId,
  materialId: row.materialId,
  targetForwards: row.targetForwards,
  minutes: row.minutes,
  points: row.points,
  state: row.state,
  words: row.words,
  material,
  openedAt: row.openedAt?.toISOString() ?? null,
  deadlineAt: row.deadlineAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  closeReason: row.closeReason,
  progress,
});
