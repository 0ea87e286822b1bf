import { AppError, type OrderId, RECEIVED_AFTER_DAYS } from '@shoal/contract';
import { changeOrder } from './change-order.ts';
import { expireOrder, receiveOrder } from './move-order.ts';
import { listDueOrders, type OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

const DAY_MS = 86_400_000;
const PAGE = 200;

/**
 * Moves what only time moves: reservations end, goods count as received, after-sale periods end. Safe to repeat; an order
 * that cannot be moved is logged and keeps none of the others waiting.
 */
export async function advanceOrders(deps: OrdersDeps): Promise<void> {
  const receivedBefore = new Date(deps.now().getTime() - RECEIVED_AFTER_DAYS * DAY_MS);
  const listPage = (after?: OrderId) => listDueOrders(deps.db, { now: deps.now(), receivedBefore, after }, PAGE);
  for (let page = await listPage(); page.length > 0; page = await listPage(page.at(-1)?.id)) {
    for (const order of page) await advance(deps, order).catch((error: unknown) => report(deps, order, error));
    if (page.length < PAGE) return;
  }
}

type DueOrder = Pick<OrderRecord, 'id' | 'state'>;

async function advance(deps: OrdersDeps, { id, state }: DueOrder): Promise<void> {
  if (state === 'placed') return expireOrder(deps, id);
  if (state === 'shipped') return void (await receiveOrder(deps, id));
  await completeOrder(deps, id);
}

function report({ log }: OrdersDeps, { id: orderId }: DueOrder, err: unknown): void {
  if (err instanceof AppError && err.code === 'orders.wrong_state') return; // Somebody moved it meanwhile.
  log.error({ err, orderId }, 'order does not advance');
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
