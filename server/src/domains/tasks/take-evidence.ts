import type { AccountId, tasks } from '@shoal/contract';
import { AppError, type EvidenceId, type MaterialId, type ShareId, type ShowId, type TaskId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Place } from '../../platform/place.ts';
import { type Credited, creditTasks } from './credit-task.ts';
import {
  countRepeat,
  findLastOtherClaim,
  holdBack,
  insertClaim,
  insertCountedClick,
  insertEvidence,
  insertRepeated,
  lockClaimant,
  lockClicker,
  type NewEvidence,
  readClicker,
  type Touched,
} from './evidence.store.ts';
import { judgeClaim, MAX_REPEATS } from './judge-claim.ts';
import {
  type ClickFacts,
  DEVICE_WINDOW_MS,
  isBusyDevice,
  isFlood,
  judgeClick,
  PLACE_WINDOW_MS,
} from './judge-click.ts';
import { findOpenedOn, findTaskById, type TaskRecord } from './tasks.store.ts';
import type { TasksDeps } from './tasks-deps.ts';

export type TakeEvidenceDeps = Pick<TasksDeps, 'db' | 'findVisitorTies' | 'newId' | 'now' | 'voice'>;

type Link = { taskId: TaskId; shareId: ShareId; shopkeeperId: AccountId; mintedAt: Date };
type Claim = Link & { grade: 'E0' | 'E1'; at: Date };
type Click = Link & { at: Date; visitorId: Buffer; place: Place; isOwn: boolean; isCrew: boolean };

/** @throws AppError `tasks.not_found` | `tasks.wrong_state` when it is not open on that material of that show. */
export async function requireOpenTask(
  { now }: Pick<TakeEvidenceDeps, 'now'>,
  db: Db,
  wanted: { taskId: TaskId; showId: ShowId; materialId: MaterialId },
): Promise<void> {
  const task = await findOpenedOn(db, wanted);
  if (!task) throw new AppError('tasks.not_found', `no task ${wanted.taskId} on this material`);
  const isOpen = task.state === 'open' && task.deadlineAt !== null && now() < task.deadlineAt;
  if (!isOpen) throw new AppError('tasks.wrong_state', 'the task is over');
}

/**
 * Weighs what she says of her link: counted, or held with its reasons. A retry changes nothing [TK2].
 * @returns what to announce after commit.
 */
export async function takeClaim(deps: TakeEvidenceDeps, tx: Db, claim: Claim): Promise<() => void> {
  const { at, grade, shareId, shopkeeperId } = claim;
  const task = await getTask(tx, claim.taskId);
  if (grade === 'E1') await lockClaimant(tx, shopkeeperId);
  const lastOtherClaimAt = grade === 'E1' ? await findLastOtherClaim(tx, shopkeeperId, shareId) : null;
  const evidence = toEvidence(deps, task, claim, { grade, reasons: judgeClaim({ task, at, lastOtherClaimAt }) });
  if (await insertClaim(tx, evidence)) return announce(deps, await creditTasks(tx, [evidence], at));
  if ((await countRepeat(tx, { shareId, grade })) < MAX_REPEATS) return () => {};
  await insertRepeated(tx, toEvidence(deps, task, claim, { grade, reasons: ['repeated'] }));
  return () => {};
}

/**
 * Weighs a click through her link: E2, or held with its reasons; a device or a place that shows itself as no customer
 * takes its earlier clicks along [TK6].
 */
export async function takeClick(deps: TakeEvidenceDeps, tx: Db, click: Click): Promise<() => void> {
  const { at, place, visitorId } = click;
  await lockClicker(tx, click);
  const task = await getTask(tx, click.taskId);
  const known = await readClicker(tx, click);
  if (known.isKnownHere) return () => {};
  const facts = await readFacts(deps, tx, { click, task, known });
  const reasons = judgeClick(facts);
  const evidence = toEvidence(deps, task, click, { grade: 'E2', reasons, visitorId, place });
  const touched: Touched[] = [];
  if (reasons.length > 0 ? !known.isHeldFull : !known.isFull) {
    if (!(await keepClick(tx, evidence))) return () => {};
    touched.push(evidence);
  }
  if (isBusyDevice(facts))
    touched.push(
      ...(await holdBack(tx, { visitorId, since: new Date(at.getTime() - DEVICE_WINDOW_MS) }, 'one_device')),
    );
  if (isFlood(facts))
    touched.push(
      ...(await holdBack(tx, { place: place.place, since: new Date(at.getTime() - PLACE_WINDOW_MS) }, 'click_burst')),
    );
  return announce(deps, await creditTasks(tx, touched, at));
}

async function keepClick(tx: Db, evidence: NewEvidence): Promise<boolean> {
  if (evidence.verdict === 'counted') return insertCountedClick(tx, evidence);
  await insertEvidence(tx, evidence);
  return true;
}

type Look = { click: Click; task: TaskRecord; known: Awaited<ReturnType<typeof readClicker>> };

async function readFacts(deps: TakeEvidenceDeps, tx: Db, { click, known, task }: Look): Promise<ClickFacts> {
  const { at, isCrew, isOwn, mintedAt, place, shopkeeperId, visitorId } = click;
  const ties = await deps.findVisitorTies(tx, {
    visitorId,
    shopkeeperId,
    places: [place.place, place.lastWeeks],
    since: new Date(at.getTime() - DEVICE_WINDOW_MS),
  });
  return {
    task,
    at,
    mintedAt,
    claimedAt: known.claimedAt,
    isOwn,
    isOwnPlace: ties.isOwnPlace,
    isCrew: isCrew || ties.isCrew,
    hasOtherLink: known.hasOtherLink,
    shopkeepersOfDevice: known.shopkeepers,
    clicksFromPlace: { ofOne: known.ofOne, ofAll: known.ofAll },
    clicksFromAddress: known.fromAddress,
  };
}

type Parts = { grade: tasks.TaskGrade; reasons: tasks.HoldReason[]; visitorId?: Buffer; place?: Place };

const toEvidence = (
  { newId }: TakeEvidenceDeps,
  { id: taskId, showId }: TaskRecord,
  { at, shareId, shopkeeperId }: Claim | Click,
  { grade, place, reasons, visitorId }: Parts,
) => ({
  id: newId<EvidenceId>(),
  taskId,
  showId,
  shopkeeperId,
  shareId,
  grade,
  at,
  visitorId: visitorId ?? null,
  place: place?.place ?? null,
  address: place?.address ?? null,
  verdict: reasons.length > 0 ? ('held' as const) : ('counted' as const),
  reasons,
});

async function getTask(tx: Db, taskId: TaskId): Promise<TaskRecord> {
  const task = await findTaskById(tx, taskId);
  if (task) return task;
  throw new Error(`a link of task ${taskId}, which is gone`);
}

/** Tells each of them where she stands, once it is committed. */
export const announce =
  ({ voice }: Pick<TakeEvidenceDeps, 'voice'>, credited: readonly Credited[]) =>
  (): void => {
    for (const { showId, shopkeeperId, task } of credited) voice.toPerson(shopkeeperId, { showId, task });
  };
