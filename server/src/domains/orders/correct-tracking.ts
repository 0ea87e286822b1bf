import type { OrderId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { lockOrder, type OrderRecord, updateOrder } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

/** Another tracking number for goods that left already; the order stays as it is otherwise. */
export const correctTracking = (
  { db, now }: Pick<OrdersDeps, 'db' | 'now'>,
  caller: Member,
  { orderId, tracking }: { orderId: OrderId; tracking: string },
): Promise<OrderRecord> =>
  db.transaction().execute(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.tracking === tracking) return order;
    return updateOrder(tx, order, {
      act: 'track',
      at: now(),
      by: caller.accountId,
      change: { tracking },
      detail: tracking,
    });
  });
