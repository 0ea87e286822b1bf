import type { AccountId, OrderId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { chooseNextState, type OrderAct } from './order-states.ts';
import { lockOrder, type OrderChange, type OrderRecord, updateOrder } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { settleOrder } from './settle-order.ts';

export type ChangeDeps = Pick<OrdersDeps, 'db' | 'now' | 'onEarnings' | 'tellTaskLater'>;

/** One act on an order: whose, and what belongs to it. */
export type Change = {
  act: OrderAct;
  /** Null: the buyer, an outside shop, or time. */
  by: AccountId | null;
  detail?: string;
  /** What changes beside the state, judged under the order's lock; `skip` when nothing is to be done after all. */
  decide?: (tx: Db, order: OrderRecord) => Promise<OrderChange | 'skip'>;
};

/**
 * Does one act under the order's lock: state, event and ledger change together or not at all. A retry changes nothing.
 * The shopkeeper is told after the commit.
 * @throws AppError `orders.not_found` | `orders.wrong_state`, and what `decide` throws
 */
export async function changeOrder(deps: ChangeDeps, orderId: OrderId, change: Change): Promise<OrderRecord> {
  const { isNew, order } = await deps.db.transaction().execute((tx) => changeIn(deps, tx, { orderId, ...change }));
  if (isNew) announceOrder(deps, order);
  return order;
}

/** The same inside a caller's transaction, who announces it. */
export async function changeIn(
  deps: Pick<OrdersDeps, 'now' | 'tellTaskLater'>,
  tx: Db,
  { act, by, decide, detail = '', orderId }: Change & { orderId: OrderId },
): Promise<{ order: OrderRecord; isNew: boolean }> {
  const before = await lockOrder(tx, orderId);
  const state = chooseNextState(before.state, act);
  const more = state && decide ? await decide(tx, before) : {};
  if (!state || more === 'skip') return { order: before, isNew: false };
  const at = deps.now();
  const order = await updateOrder(tx, before, { act, at, by, detail, change: { state, ...more } });
  await settleOrder(tx, order, at);
  const isNews = order.state !== before.state && (order.state === 'paid' || order.state === 'refunded');
  if (isNews) await deps.tellTaskLater(tx, order.id);
  return { order, isNew: true };
}

/** Tells the shopkeeper's sockets that an order of hers moved. */
export function announceOrder(deps: Pick<OrdersDeps, 'now' | 'onEarnings'>, order: OrderRecord): void {
  const { id, shareId, shopkeeperId, showId, state } = order;
  const at: string = deps.now().toISOString();
  deps.onEarnings(shopkeeperId, { orderId: id, shareId, showId, state, at });
}
