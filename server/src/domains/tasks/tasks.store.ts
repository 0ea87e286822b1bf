import type { MaterialId, SegmentId, ShowId, TaskId } from '@shoal/contract';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { TaskRecord, TasksTables } from './tasks.table.ts';

export type { TaskRecord };

export const insertTask = (tx: Db, task: Insertable<TasksTables['tasks']>): Promise<TaskRecord> =>
  tx.insertInto('tasks').values(task).returningAll().executeTakeFirstOrThrow();

/** A task by its id alone, for evidence that came through its links. */
export const findTaskById = (db: Db, taskId: TaskId): Promise<TaskRecord | undefined> =>
  db.selectFrom('tasks').selectAll().where('id', '=', taskId).executeTakeFirst();

/** A task of this show; another's looks like none. */
export const findTask = (db: Db, showId: ShowId, taskId: TaskId): Promise<TaskRecord | undefined> =>
  db.selectFrom('tasks').selectAll().where('id', '=', taskId).where('showId', '=', showId).executeTakeFirst();

/** The same, held to the end of the transaction. */
export const lockTask = (tx: Db, showId: ShowId, taskId: TaskId): Promise<TaskRecord | undefined> =>
  tx
    .selectFrom('tasks')
    .selectAll()
    .where('id', '=', taskId)
    .where('showId', '=', showId)
    .forUpdate()
    .executeTakeFirst();

export const updateTask = (tx: Db, taskId: TaskId, changes: Updateable<TasksTables['tasks']>): Promise<TaskRecord> =>
  tx.updateTable('tasks').set(changes).where('id', '=', taskId).returningAll().executeTakeFirstOrThrow();

/** The tasks of a show in the order they were made, without those that were withdrawn before they opened. */
export const listTasks = (db: Db, showId: ShowId): Promise<TaskRecord[]> =>
  db
    .selectFrom('tasks')
    .selectAll()
    .where('showId', '=', showId)
    .where((eb) => eb.or([eb('state', '!=', 'withdrawn'), eb('openedAt', 'is not', null)]))
    .orderBy('createdAt')
    .orderBy('id')
    .execute();

/** The open tasks of a show: all, those on a drop, or those whose deadline has come. */
export function listOpenTasks(
  db: Db,
  showId: ShowId,
  which: { dropSeq?: number; dueAt?: Date } = {},
): Promise<TaskRecord[]> {
  const open = db
    .selectFrom('tasks')
    .selectAll()
    .where('showId', '=', showId)
    .where('state', '=', 'open')
    .orderBy('openedSeq');
  const onDrop = which.dropSeq === undefined ? open : open.where('dropSeq', '=', which.dropSeq);
  return (which.dueAt ? onDrop.where('deadlineAt', '<=', which.dueAt) : onDrop).execute();
}

/** Shows with a task whose deadline has come. */
export async function listDueShows(db: Db, now: Date): Promise<ShowId[]> {
  const rows = await db
    .selectFrom('tasks')
    .select('showId')
    .distinct()
    .where('state', '=', 'open')
    .where('deadlineAt', '<=', now)
    .execute();
  return rows.map(({ showId }) => showId);
}

/** A task that was opened on this material of this show. */
export const findOpenedOn = (
  db: Db,
  { materialId, showId, taskId }: { taskId: TaskId; showId: ShowId; materialId: MaterialId },
): Promise<Pick<TaskRecord, 'state' | 'deadlineAt'> | undefined> =>
  db
    .selectFrom('tasks')
    .select(['state', 'deadlineAt'])
    .where('id', '=', taskId)
    .where('showId', '=', showId)
    .where('materialId', '=', materialId)
    .where('openedAt', 'is not', null)
    .executeTakeFirst();

/** Prepares for one show what is prepared for another, each under the segment that stands for its own. */
export async function copyPreparedTasks(
  tx: Db,
  {
    fromShowId,
    segmentIds,
    toShowId,
  }: { fromShowId: ShowId; toShowId: ShowId; segmentIds: ReadonlyMap<SegmentId, SegmentId> },
): Promise<void> {
  await sql`
    insert into tasks (id, show_id, segment_id, material_id, state, words, target_forwards, minutes, points, created_at)
    select gen_random_uuid(), ${toShowId}, copied.id, material_id, state, words, target_forwards, minutes, points, created_at
    from tasks
    left join unnest(${[...segmentIds.keys()]}::uuid[], ${[...segmentIds.values()]}::uuid[]) as copied (of_id, id)
      on copied.of_id = tasks.segment_id
    where show_id = ${fromShowId} and state = 'prepared'`.execute(tx);
}
