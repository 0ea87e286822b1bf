import type { OrderId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { announceOrder } from './change-order.ts';
import { findOrder, lockOrder, type OrderRecord, updateOrder } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { settleOrder } from './settle-order.ts';

export type HoldRingDeps = Pick<OrdersDeps, 'db' | 'listRingOrders' | 'now' | 'onEarnings' | 'tellTaskLater'>;

/** States in which a commission is not hers yet: what became hers is not taken back on suspicion. */
const OPEN: readonly OrderRecord['state'][] = ['placed', 'paid', 'shipped', 'received'];

/**
 * Holds the commissions of the orders that made a ring before the given one closed it, as far as they are still pending and
 * nobody judged them. Run by a job, at least once.
 */
export async function holdRing(deps: HoldRingDeps, closedBy: OrderId): Promise<void> {
  const order = await findOrder(deps.db, closedBy);
  if (!order) return;
  for (const orderId of await deps.listRingOrders(deps.db, order)) {
    const held = await deps.db.transaction().execute((tx) => holdOne(deps, tx, { orderId, closedBy }));
    if (held) announceOrder(deps, held);
  }
}

async function holdOne(
  { now, tellTaskLater }: HoldRingDeps,
  tx: Db,
  { closedBy, orderId }: { orderId: OrderId; closedBy: OrderId },
): Promise<OrderRecord | undefined> {
  const before = await lockOrder(tx, orderId);
  if (before.hold !== null || !OPEN.includes(before.state)) return undefined;
  const at = now();
  const change = { hold: 'held' as const, holdReasons: ['ring' as const] };
  const order = await updateOrder(tx, before, { act: 'held', at, by: null, detail: `ring ${closedBy}`, change });
  await settleOrder(tx, order, at);
  await tellTaskLater(tx, orderId);
  return order;
}
