import { type AccountId, type EvidenceId, type OrderId, type ShareId, type TaskId, tasks } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { creditTasks } from './credit-task.ts';
import { chooseOrderVerdict, findOrderDoubt, judgeOrder, type OrderStanding } from './judge-order.ts';
import { findOrderEvidence, readOrderClicks, saveOrderEvidence } from './order-evidence.store.ts';
import { announce, type TakeEvidenceDeps } from './take-evidence.ts';
import { findTaskById } from './tasks.store.ts';

type Known = { verdict: tasks.EvidenceVerdict; reasons: readonly tasks.HoldReason[] };

export type TaskOrder = {
  orderId: OrderId;
  taskId: TaskId;
  shareId: ShareId;
  shopkeeperId: AccountId;
  mintedAt: Date;
  placedAt: Date;
  visitorId: Buffer | null;
  standing: OrderStanding;
};

/**
 * Brings the evidence of an order on a task's link, E4, to what the order is now: one for each order, taken back when it is
 * refunded whole. Again changes nothing, so an operator's verdict stands until the order itself turns. The order is locked.
 * @returns what to announce after commit.
 */
export async function takeOrder(deps: TakeEvidenceDeps, tx: Db, order: TaskOrder): Promise<() => void> {
  const { orderId, shareId, shopkeeperId, standing, taskId, visitorId } = order;
  const doubt = findOrderDoubt(standing);
  const known = await findOrderEvidence(tx, orderId);
  if ((known && isSettled(known, order)) || standing === 'unpaid' || (!known && standing === 'refunded'))
    return () => {};
  const task = await findTaskById(tx, taskId);
  if (!task) throw new Error(`a link of task ${taskId}, which is gone`);
  const clicks = await readOrderClicks(tx, { shareId, visitorId });
  const reasons = [...judgeOrder({ ...order, ...clicks, task }), ...(doubt ? [doubt] : [])];
  const at = deps.now();
  const evidence = {
    id: known?.id ?? deps.newId<EvidenceId>(),
    taskId,
    shareId,
    shopkeeperId,
    orderId,
    showId: task.showId,
    grade: 'E4' as const,
    at,
    verdict: chooseOrderVerdict(standing, reasons),
    reasons,
  };
  await saveOrderEvidence(tx, evidence);
  return announce(deps, await creditTasks(tx, [evidence], at));
}

/** What stands against an order is judged with the order alone, so its evidence says how the order stood. */
function isSettled({ reasons, verdict }: Known, { standing }: TaskOrder): boolean {
  const doubt = findOrderDoubt(standing);
  if (doubt) return reasons.includes(doubt) && verdict === chooseOrderVerdict(standing, [doubt]);
  return !tasks.judgedWithOrder.some((reason) => reasons.includes(reason));
}
