import type { tasks } from '@shoal/contract';
import { findEnd, type TaskTimes } from './judge-claim.ts';
import { MIN_CLICK_MS } from './judge-click.ts';

/** How long after a task closed an order still counts, for a link that was forwarded in time. */
const LATE_ORDER_GRACE_MS = 7 * 86_400_000;

/** What became of an order so far; `doubted` and `rejected` when it looks like the shopkeeper's own. */
export type OrderStanding = 'unpaid' | 'paid' | 'doubted' | 'rejected' | 'refunded';

export type OrderFacts = {
  task: TaskTimes;
  mintedAt: Date;
  placedAt: Date;
  /** When she said of this link that she forwarded it. */
  claimedAt: Date | null;
  /** Whether the buyer's browser clicked this link and was taken for hers. */
  isOwnClicker: boolean;
};

/** Why an order is held as evidence, whatever becomes of the order itself; none when it counts. Every reason is named. */
export function judgeOrder({ claimedAt, isOwnClicker, mintedAt, placedAt, task }: OrderFacts): tasks.HoldReason[] {
  const end = findEnd(task);
  const wasForwarded = claimedAt !== null && end !== null && claimedAt < end;
  const afterMs = end ? placedAt.getTime() - end.getTime() : Number.POSITIVE_INFINITY;
  const isInTime = afterMs < 0 || (wasForwarded && afterMs < LATE_ORDER_GRACE_MS);
  const reasons: (tasks.HoldReason | false)[] = [
    (!isInTime || task.closeReason === 'withdrawn') && 'late',
    placedAt.getTime() - mintedAt.getTime() < MIN_CLICK_MS && 'too_fast',
    isOwnClicker && 'self_click',
  ];
  return reasons.filter((reason) => reason !== false);
}

/** What the order itself says against it. */
export function findOrderDoubt(standing: OrderStanding): 'self_order' | 'refunded' | null {
  if (standing === 'refunded') return 'refunded';
  return standing === 'doubted' || standing === 'rejected' ? 'self_order' : null;
}

/** What an order's evidence is worth: nothing when it was given back or rejected, nothing yet while there is a doubt. */
export function chooseOrderVerdict(
  standing: OrderStanding,
  reasons: readonly tasks.HoldReason[],
): 'counted' | 'held' | 'rejected' {
  if (standing === 'refunded' || standing === 'rejected') return 'rejected';
  return reasons.length > 0 ? 'held' : 'counted';
}
