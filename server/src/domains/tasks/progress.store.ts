import type { AccountId, ShowId, TaskId, tasks } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ProgressRecord, StandingRecord } from './tasks.table.ts';

type Key = Pick<ProgressRecord, 'taskId' | 'shopkeeperId'>;

/** Her row of a task, held to the end of the transaction; made when she had none. */
export async function lockProgress(tx: Db, key: Key, movedAt: Date): Promise<ProgressRecord> {
  await tx
    .insertInto('taskProgress')
    .values({ ...key, movedAt, grade: null, links: 0, points: 0, score: 0 })
    .onConflict((conflict) => conflict.columns(['taskId', 'shopkeeperId']).doNothing())
    .execute();
  return tx
    .selectFrom('taskProgress')
    .selectAll()
    .where('taskId', '=', key.taskId)
    .where('shopkeeperId', '=', key.shopkeeperId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function updateProgress(
  tx: Db,
  { shopkeeperId, taskId }: Key,
  changes: Omit<ProgressRecord, keyof Key>,
): Promise<void> {
  await tx
    .updateTable('taskProgress')
    .set(changes)
    .where('taskId', '=', taskId)
    .where('shopkeeperId', '=', shopkeeperId)
    .execute();
}

/** Moves a standing by exactly this much; `reachedAt` is when it came to its new score. */
export async function moveStanding(
  tx: Db,
  { points, reachedAt, score, showId, shopkeeperId }: StandingRecord,
): Promise<void> {
  await sql`
    insert into task_standings as s (show_id, shopkeeper_id, points, score, reached_at)
    values (${showId}, ${shopkeeperId}, 0, 0, ${reachedAt})
    on conflict (show_id, shopkeeper_id) do nothing`.execute(tx);
  await tx
    .updateTable('taskStandings')
    .set((eb) => ({ points: eb('points', '+', points), score: eb('score', '+', score), reachedAt }))
    .where('showId', '=', showId)
    .where('shopkeeperId', '=', shopkeeperId)
    .execute();
}

/** How many people stand at each grade of a show's tasks that are open, or were lately; one look for a whole show. */
export async function listGradeCounts(
  db: Db,
  showId: ShowId,
  since: Date,
): Promise<{ taskId: TaskId; grade: tasks.TaskGrade | null; people: number }[]> {
  return db
    .selectFrom('tasks')
    .leftJoin('taskProgress', 'taskProgress.taskId', 'tasks.id')
    .select((eb) => ['tasks.id as taskId', 'taskProgress.grade', eb.fn.count<number>('shopkeeperId').as('people')])
    .where('showId', '=', showId)
    .where((eb) => eb.or([eb('state', '=', 'open'), eb('closedAt', '>', since)]))
    .where('openedAt', 'is not', null)
    .groupBy(['tasks.id', 'taskProgress.grade'])
    .execute();
}

/** How much of each task of a show waits for an operator. */
export async function listHeldCounts(db: Db, showId: ShowId): Promise<ReadonlyMap<TaskId, number>> {
  const rows = await db
    .selectFrom('taskEvidence')
    .select((eb) => ['taskId', eb.fn.countAll<number>().as('held')])
    .where('showId', '=', showId)
    .where('verdict', '=', 'held')
    .groupBy('taskId')
    .execute();
  return new Map(rows.map(({ held, taskId }) => [taskId, held]));
}

const selectOwn = (db: Db, shopkeeperId: AccountId) =>
  db
    .selectFrom('taskProgress')
    .select(['taskId', 'grade', 'links', 'points'])
    .select(
      sql<boolean>`exists (select from task_evidence e where e.task_id = task_progress.task_id
        and e.shopkeeper_id = task_progress.shopkeeper_id and e.verdict = 'held')`.as('hasHeld'),
    )
    .where('shopkeeperId', '=', shopkeeperId);

/** Where she stands with each task of a show that she began. */
export const listOwnProgress = (db: Db, shopkeeperId: AccountId, showId: ShowId): Promise<tasks.OwnTask[]> =>
  selectOwn(db, shopkeeperId)
    .where('taskId', 'in', (eb) => eb.selectFrom('tasks').select('id').where('showId', '=', showId))
    .execute();

/** Where she stands with one task. */
export const getOwnProgress = (db: Db, shopkeeperId: AccountId, taskId: TaskId): Promise<tasks.OwnTask> =>
  selectOwn(db, shopkeeperId).where('taskId', '=', taskId).executeTakeFirstOrThrow();

export async function findPoints(db: Db, shopkeeperId: AccountId, showId: ShowId): Promise<number> {
  const row = await db
    .selectFrom('taskStandings')
    .select('points')
    .where('showId', '=', showId)
    .where('shopkeeperId', '=', shopkeeperId)
    .executeTakeFirst();
  return row?.points ?? 0;
}
