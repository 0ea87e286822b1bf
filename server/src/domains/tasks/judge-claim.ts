import type { tasks } from '@shoal/contract';

/** Nobody reads a task, opens the sheet and picks a group sooner than this after the task opened. */
export const MIN_CLAIM_MS = 3_000;
/** Nobody forwards to the next group sooner than this after the one before. */
const MIN_BETWEEN_CLAIMS_MS = 1_500;
/** The same claim on the same link so often is no retry any more. */
export const MAX_REPEATS = 5;
/** How long after a task closed a click still counts, for a link that was forwarded in time. */
export const LATE_CLICK_GRACE_MS = 24 * 3_600_000;

/** A task as far as evidence for it depends on it. */
export type TaskTimes = {
  state: tasks.TaskState;
  openedAt: Date | null;
  deadlineAt: Date | null;
  closedAt: Date | null;
  closeReason: tasks.CloseReason | null;
};

/** When a task stopped taking claims; its deadline ends it, whether the timer ran or not [TK3]. */
export function findEnd({ closedAt, deadlineAt }: TaskTimes): Date | null {
  if (closedAt && deadlineAt) return closedAt < deadlineAt ? closedAt : deadlineAt;
  return closedAt ?? deadlineAt;
}

type ClaimFacts = {
  task: TaskTimes;
  at: Date;
  /** When she last claimed on another link, for any task. */
  lastOtherClaimAt: Date | null;
};

/** Why a claim of hers is held; none when it counts. Every reason is named. */
export function judgeClaim({ at, lastOtherClaimAt, task }: ClaimFacts): tasks.HoldReason[] {
  const sinceOpenedMs = task.openedAt ? at.getTime() - task.openedAt.getTime() : 0;
  const sinceOtherMs = lastOtherClaimAt ? at.getTime() - lastOtherClaimAt.getTime() : Number.POSITIVE_INFINITY;
  const reasons: (tasks.HoldReason | false)[] = [
    isOver(task, at) && 'late',
    (sinceOpenedMs < MIN_CLAIM_MS || sinceOtherMs < MIN_BETWEEN_CLAIMS_MS) && 'too_fast',
  ];
  return reasons.filter((reason) => reason !== false);
}

const isOver = (task: TaskTimes, at: Date) => at.getTime() >= (findEnd(task)?.getTime() ?? Number.NEGATIVE_INFINITY);
