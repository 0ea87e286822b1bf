import type { AccountId, orders, RouteInput } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import type { Member } from '../../platform/caller.ts';
import { toCsv, toDecimal } from '../../platform/csv.ts';
import { toGoodsName } from './goods-name.ts';
import { findLastReconciliation, listBalances, listBooked, listStatement } from './ledger.store.ts';
import { exportLimit } from './list-orders.ts';
import { insertExport, listShopkeeperOrders, type OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { listBatches } from './payouts.store.ts';
import { type PayoutsDeps, toBatches } from './payouts.ts';

const MAX_ORDERS = 200;
const MAX_EXPORTED = 5_000;
const MAX_BATCHES = 20;
const DAY_MS = 86_400_000;

/** What a shopkeeper earned: balances, and her newest orders with what each brings. */
export async function getEarnings(
  { db }: Pick<OrdersDeps, 'db'>,
  shopkeeperId: AccountId,
): Promise<{ balances: orders.Balance[]; orders: orders.EarnedOrder[] }> {
  const [balances, rows] = await Promise.all([
    listBalances(db, shopkeeperId),
    listShopkeeperOrders(db, shopkeeperId, MAX_ORDERS),
  ]);
  const booked = await listBooked(
    db,
    rows.map(({ id }) => id),
  );
  return { balances, orders: rows.map((row) => toEarned(row, booked.get(row.id))) };
}

const toEarned = (row: OrderRecord, booked = { pending: 0, available: 0 }): orders.EarnedOrder => ({
  orderId: row.id,
  showId: row.showId,
  productName: toGoodsName(row),
  quantity: row.quantity,
  refundedQuantity: row.refundedQuantity,
  state: row.state,
  total: { amountMinor: row.unitPriceMinor * row.quantity, currency: row.currency },
  currency: row.currency,
  pendingMinor: booked.pending,
  availableMinor: booked.available,
  hold: row.hold,
  availableAt: row.receivedAt ? new Date(row.receivedAt.getTime() + row.afterSaleDays * DAY_MS).toISOString() : null,
  placedAt: row.placedAt.toISOString(),
});

/** Every entry of her account as a file. @throws AppError `request.rate_limited` */
export async function exportEarnings(
  deps: OrdersDeps,
  caller: Member,
  { locale }: RouteInput<typeof orders.exportEarnings>,
): Promise<{ csv: string; rows: number }> {
  const { db, limits, newId, now } = deps;
  const { accountId } = caller;
  await limits.take(exportLimit, accountId);
  const lines = await listStatement(db, accountId, MAX_EXPORTED);
  await insertExport(db, { id: newId(), accountId, what: 'earnings', rowCount: lines.length, at: now() });
  const { inPayout, statement, ...places } = wordsOf(locale).orders.earnings;
  const accounts = { ...places, in_payout: inPayout, merchant: '' }; // The merchant's side is not hers to see.
  const rows = lines.map(({ account, amountMinor, at, currency, id, kind, orderId, payoutId }) => [
    id,
    at.toISOString(),
    statement.kinds[kind],
    orderId ?? '',
    payoutId ?? '',
    accounts[account],
    toDecimal(amountMinor),
    currency,
  ]);
  return { csv: toCsv(Object.values(statement.column), rows), rows: rows.length };
}

/** What the operator sees of the ledger. */
export async function getLedger(deps: PayoutsDeps) {
  const [balances, batches, last] = await Promise.all([
    listBalances(deps.db),
    listBatches(deps.db, MAX_BATCHES),
    findLastReconciliation(deps.db),
  ]);
  return {
    balances,
    batches: await toBatches(deps, batches),
    reconciliation: last ? { ...last, at: last.at.toISOString() } : null,
  };
}
