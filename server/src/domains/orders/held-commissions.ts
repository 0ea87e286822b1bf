import type { OrderId, orders, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { announceOrder } from './change-order.ts';
import { computeCommission } from './commission-due.ts';
import { toGoodsName } from './goods-name.ts';
import { type HeldOrder, listHeldOrders } from './held.store.ts';
import { maskPhone } from './mask-phone.ts';
import { lockOrder, type OrderRecord, updateOrder } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { settleOrder } from './settle-order.ts';

const MAX_ROWS = 100;

/** Commissions on orders that look like a shopkeeper's own, by what became of them. */
export async function listHeldCommissions(
  { db, namePersons }: Pick<OrdersDeps, 'db' | 'namePersons'>,
  { verdict }: RouteInput<typeof orders.listHeldCommissions>,
): Promise<{ commissions: orders.HeldCommission[]; total: number }> {
  const { rows, total } = await listHeldOrders(db, verdict, MAX_ROWS);
  const ids = rows.flatMap(({ judgedBy, shopkeeperId }) => (judgedBy ? [shopkeeperId, judgedBy] : [shopkeeperId]));
  const persons = await namePersons(db, [...new Set(ids)]);
  const nameOf = (id: OrderRecord['shopkeeperId']) => persons.get(id)?.displayName ?? '';
  return { commissions: rows.map((row) => toHeld(row, verdict, nameOf)), total };
}

const toHeld = (
  row: HeldOrder,
  verdict: orders.HoldVerdict,
  nameOf: (id: OrderRecord['shopkeeperId']) => string,
): orders.HeldCommission => ({
  orderId: row.id,
  shopkeeper: { accountId: row.shopkeeperId, displayName: nameOf(row.shopkeeperId) },
  buyer: { name: row.buyerName, phone: maskPhone(row.buyerPhone) },
  productName: toGoodsName(row),
  quantity: row.quantity,
  total: { amountMinor: row.unitPriceMinor * row.quantity, currency: row.currency },
  commission: { amountMinor: computeCommission(row), currency: row.currency },
  state: row.state,
  verdict,
  reasons: row.holdReasons,
  placedAt: row.placedAt.toISOString(),
  judged: row.judgedBy && row.judgedAt ? { byName: nameOf(row.judgedBy), at: row.judgedAt.toISOString() } : null,
});

type Judgement = { orderIds: OrderId[]; verdict: Exclude<orders.HoldVerdict, 'held'> };

/**
 * Releases or rejects held commissions: order, event and ledger move together, for all of them or none. The other way round
 * is one more event and one more booking; again changes nothing.
 * @throws AppError `orders.not_found`
 */
export async function judgeCommissions(
  deps: Pick<OrdersDeps, 'db' | 'now' | 'onEarnings' | 'tellTaskLater'>,
  caller: Member,
  { orderIds, verdict }: Judgement,
): Promise<{ changed: number }> {
  const changed = await deps.db.transaction().execute(async (tx) => {
    const judged: OrderRecord[] = [];
    // In one order everywhere, so that two of these never wait for each other.
    for (const orderId of [...new Set(orderIds)].sort()) {
      const order = await judgeOne(deps, tx, { orderId, verdict, by: caller.accountId });
      if (order) judged.push(order);
    }
    return judged;
  });
  for (const order of changed) announceOrder(deps, order);
  return { changed: changed.length };
}

async function judgeOne(
  { now, tellTaskLater }: Pick<OrdersDeps, 'now' | 'tellTaskLater'>,
  tx: Db,
  { by, orderId, verdict }: { orderId: OrderId; verdict: Judgement['verdict']; by: Member['accountId'] },
): Promise<OrderRecord | undefined> {
  const before = await lockOrder(tx, orderId);
  if (before.hold === null || before.hold === verdict) return undefined;
  const at = now();
  const detail = before.holdReasons.join(' ');
  const order = await updateOrder(tx, before, { act: verdict, at, by, detail, change: { hold: verdict } });
  await settleOrder(tx, order, at);
  await tellTaskLater(tx, orderId);
  return order;
}
