import { RECEIVED_AFTER_DAYS } from '@shoal/contract';
import { changeOrder } from './change-order.ts';
import { expireOrder, receiveOrder } from './move-order.ts';
import { listDueOrders, type OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

const DAY_MS = 86_400_000;
const PAGE = 200;

/** Moves what only time moves: reservations end, goods count as received, after-sale periods end. Safe to repeat. */
export async function advanceOrders(deps: OrdersDeps): Promise<void> {
  const receivedBefore = new Date(deps.now().getTime() - RECEIVED_AFTER_DAYS * DAY_MS);
  for (let page = await listPage(); page.length > 0; page = await listPage()) {
    for (const { id, state } of page) await advance(deps, { id, state });
    if (page.length < PAGE) return;
  }
  function listPage() {
    return listDueOrders(deps.db, { now: deps.now(), receivedBefore }, PAGE);
  }
}

async function advance(deps: OrdersDeps, { id, state }: Pick<OrderRecord, 'id' | 'state'>): Promise<void> {
  if (state === 'placed') return expireOrder(deps, id);
  if (state === 'shipped') return void (await receiveOrder(deps, id));
  await completeOrder(deps, id);
}

/** The after-sale period is over: the commission is hers. Before that nothing happens. */
export const completeOrder = (deps: OrdersDeps, orderId: OrderRecord['id']): Promise<OrderRecord> =>
  changeOrder(deps, orderId, {
    act: 'complete',
    by: null,
    decide: async (_tx, order) => (endOfAfterSale(order) <= deps.now().getTime() ? {} : 'skip'),
  });

const endOfAfterSale = ({ afterSaleDays, receivedAt }: OrderRecord): number =>
  receivedAt ? receivedAt.getTime() + afterSaleDays * DAY_MS : Number.POSITIVE_INFINITY;
