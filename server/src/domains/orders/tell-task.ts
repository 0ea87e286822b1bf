import type { AccountId, OrderId, ShareId, TaskId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findVisitorOf } from './attributions.store.ts';
import { isPaid } from './order-states.ts';
import { lockOrder, type OrderRecord } from './orders.store.ts';

type TaskLink = { taskId: TaskId; shareId: ShareId; shopkeeperId: AccountId; mintedAt: Date };
type Standing = 'unpaid' | 'paid' | 'doubted' | 'rejected' | 'refunded';

/** What telling a task of an order needs from outside this domain. */
export type TellTaskDeps = {
  db: Db;
  /** Undefined when the link was made for none. */
  findTaskLink: (db: Db, shareId: ShareId) => Promise<TaskLink | undefined>;
  /** Brings the order's evidence to what the order is now, in the transaction at hand. */
  takeOrder: (
    tx: Db,
    order: TaskLink & { orderId: OrderId; placedAt: Date; visitorId: Buffer | null; standing: Standing },
  ) => Promise<() => void>;
};

/** Tells the task of an order's link how the order stands. Run by a job after it moved, at least once, in any order. */
export async function tellTask({ db, findTaskLink, takeOrder }: TellTaskDeps, orderId: OrderId): Promise<void> {
  const announce = await db.transaction().execute(async (tx) => {
    const order = await lockOrder(tx, orderId);
    const link = await findTaskLink(tx, order.shareId);
    if (!link) return undefined;
    const visitorId = await findVisitorOf(tx, orderId);
    return takeOrder(tx, { ...link, orderId, visitorId, placedAt: order.placedAt, standing: chooseStanding(order) });
  });
  announce?.();
}

function chooseStanding({ hold, state }: OrderRecord): Standing {
  if (state === 'refunded') return 'refunded';
  if (!isPaid(state)) return 'unpaid';
  if (hold === 'rejected') return 'rejected';
  return hold === 'held' ? 'doubted' : 'paid';
}
