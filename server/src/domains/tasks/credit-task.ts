import type { AccountId, EvidenceId, ShowId, TaskId, tasks } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { listBestOfLinks, type Touched } from './evidence.store.ts';
import { getOwnProgress, lockProgress, moveStanding, updateProgress } from './progress.store.ts';
import { scoreTask } from './score-task.ts';
import { findTaskById } from './tasks.store.ts';

export type Credited = { showId: ShowId; shopkeeperId: AccountId; task: tasks.OwnTask };

/**
 * Brings her progress, her points and her standing to what her evidence gives now, in the transaction that changed it:
 * each moves by exactly the difference, so crediting again changes nothing [TK5].
 * @returns where each stands now, to be announced after commit.
 */
export async function creditTasks(tx: Db, touched: readonly Touched[], at: Date): Promise<Credited[]> {
  const credited: Credited[] = [];
  // In one order everywhere, so that two of these never wait for each other. Mostly it is a single one.
  const keys = new Map(touched.map((one) => [`${one.taskId} ${one.shopkeeperId}`, one]));
  for (const [, one] of [...keys].sort(([a], [b]) => (a < b ? -1 : 1))) credited.push(await creditOne(tx, one, at));
  return credited;
}

async function creditOne(tx: Db, { id, shopkeeperId, taskId }: Touched, at: Date): Promise<Credited> {
  const had = await lockProgress(tx, { taskId, shopkeeperId }, at);
  const task = await findTaskById(tx, taskId);
  if (!task) throw new Error(`evidence of task ${taskId}, which is gone`);
  const has = scoreTask(task.points, await listBestOfLinks(tx, taskId, shopkeeperId));
  const { showId } = task;
  if (has.grade !== had.grade || has.links !== had.links || has.score !== had.score)
    await updateProgress(tx, { taskId, shopkeeperId }, { ...has, movedAt: at });
  const moved = { points: has.points - had.points, score: has.score - had.score };
  if (moved.points !== 0)
    await insertPoints(tx, { showId, taskId, shopkeeperId, evidenceId: id, points: moved.points, at });
  if (moved.score !== 0) await moveStanding(tx, { ...moved, showId, shopkeeperId, reachedAt: at });
  return { showId, shopkeeperId, task: await getOwnProgress(tx, shopkeeperId, taskId) };
}

type NewPoints = {
  showId: ShowId;
  taskId: TaskId;
  shopkeeperId: AccountId;
  evidenceId: EvidenceId;
  points: number;
  at: Date;
};

async function insertPoints(tx: Db, entry: NewPoints): Promise<void> {
  await tx.insertInto('pointEntries').values(entry).execute();
}
