import type { OrderId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { changeOrder } from './change-order.ts';
import { correctTracking } from './correct-tracking.ts';
import { getCrewOrder } from './get-crew-order.ts';
import type { OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

type Deps = OrdersDeps;

/** The goods left; again with another number corrects it. @throws AppError `orders.not_found` | `orders.wrong_state` */
export async function shipOrder(
  deps: Deps,
  caller: Member,
  { orderId, tracking }: { orderId: OrderId; tracking: string },
): Promise<OrderRecord> {
  await getCrewOrder(deps, caller, orderId);
  const order = await changeOrder(deps, orderId, {
    act: 'ship',
    by: caller.accountId,
    detail: tracking,
    decide: async () => ({ tracking, shippedAt: deps.now() }),
  });
  return order.tracking === tracking ? order : correctTracking(deps, caller, { orderId, tracking });
}

/** Gives up an order that nobody paid. @throws AppError `orders.not_found` | `orders.wrong_state` */
export async function cancelOrder(deps: Deps, caller: Member, orderId: OrderId): Promise<OrderRecord> {
  await getCrewOrder(deps, caller, orderId);
  return giveUp(deps, orderId, { act: 'cancel', by: caller.accountId });
}

/** The reservation ended; before its time nothing happens. Run by a job, at least once. */
export async function expireOrder(deps: Deps, orderId: OrderId): Promise<void> {
  await changeOrder(deps, orderId, {
    act: 'expire',
    by: null,
    decide: async (tx, order) => {
      if (order.expiresAt > deps.now()) return 'skip';
      await deps.returnStock(tx, order, order.quantity);
      return {};
    },
  });
}

/** Takes back an unpaid order, by its merchant or its buyer. */
export const giveUp = (
  deps: Deps,
  orderId: OrderId,
  { act, by }: { act: 'cancel'; by: Member['accountId'] | null },
): Promise<OrderRecord> =>
  changeOrder(deps, orderId, {
    act,
    by,
    decide: async (tx, order) => {
      await deps.returnStock(tx, order, order.quantity);
      return {};
    },
  });

/** The buyer has the goods: the after-sale period begins. @throws AppError `orders.not_found` | `orders.wrong_state` */
export const receiveOrder = (deps: Deps, orderId: OrderId): Promise<OrderRecord> =>
  changeOrder(deps, orderId, { act: 'receive', by: null, decide: async () => ({ receivedAt: deps.now() }) });
