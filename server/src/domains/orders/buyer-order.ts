import type { OrderId, orders } from '@shoal/contract';
import { giveUp, receiveOrder } from './move-order.ts';
import { readOrderPath } from './order-link.ts';
import { findOrder } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { askRefund } from './refund-order.ts';
import { toOrder } from './to-order.ts';

/** The order behind a buyer's path; undefined for a path that we did not sign. */
export async function findBuyerOrder(
  deps: OrdersDeps,
  id: string,
  signature: string,
): Promise<orders.Order | undefined> {
  const orderId = readOrderPath(deps.orderKey, id, signature);
  const row = orderId && (await findOrder(deps.db, orderId));
  return row && toOrder(deps, deps.db, row);
}

/** Does what a buyer asks on her page; a retry changes nothing. @throws AppError `orders.wrong_state` */
export async function actAsBuyer(deps: OrdersDeps, orderId: OrderId, act: orders.BuyerAct): Promise<void> {
  if (act.act === 'refund') return askRefund(deps, orderId, act);
  await (act.act === 'cancel' ? giveUp(deps, orderId, { act: 'cancel', by: null }) : receiveOrder(deps, orderId));
}
