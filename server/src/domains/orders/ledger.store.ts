import type { AccountId, Currency, OrderId, orders, PayoutId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { LedgerAccount, LedgerEntryRecord, LedgerKind, LedgerSealRecord } from './orders.table.ts';

export type { LedgerAccount, LedgerKind, LedgerSealRecord };
export type Entry = Pick<LedgerEntryRecord, 'account' | 'amountMinor'>;
export type Booking = {
  kind: LedgerKind;
  shopkeeperId: AccountId;
  currency: Currency;
  at: Date;
  cause: { orderId: OrderId; orderVersion: number } | { payoutId: PayoutId };
  entries: readonly Entry[];
};

const SEAL_LOCK = 7_460_125_011;

/**
 * Books one transaction with its entries, which sum to zero. Writers hold the seal's lock together, so that no number
 * below a sealed one is ever committed after it.
 */
export async function insertTransaction(tx: Db, { at, cause, currency, entries, kind, shopkeeperId }: Booking) {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(SEAL_LOCK)})`.execute(tx);
  const { id } = await tx
    .insertInto('ledgerTransactions')
    .values({ kind, shopkeeperId, at, orderId: null, orderVersion: null, payoutId: null, ...cause })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('ledgerEntries')
    .values(entries.map((entry) => ({ ...entry, transactionId: id, currency })))
    .execute();
}

/** Nobody books while this transaction lasts. */
export const lockLedger = (tx: Db) => sql`select pg_advisory_xact_lock(${sql.lit(SEAL_LOCK)})`.execute(tx);

/** What is booked for an order so far; `isFirst` when nothing ever was. */
export async function findBooked(
  db: Db,
  orderId: OrderId,
): Promise<{ pending: number; available: number; isFirst: boolean }> {
  const rows = await db
    .selectFrom('ledgerEntries as e')
    .innerJoin('ledgerTransactions as t', 't.id', 'e.transactionId')
    .select((eb) => ['e.account', eb.fn.sum<number>('e.amountMinor').as('sum')])
    .where('t.orderId', '=', orderId)
    .groupBy('e.account')
    .execute();
  const sumOf = (account: LedgerAccount) => Number(rows.find((row) => row.account === account)?.sum ?? 0);
  return { pending: sumOf('pending'), available: sumOf('available'), isFirst: rows.length === 0 };
}

/** Both parts for many orders at once. */
export async function listBooked(
  db: Db,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, { pending: number; available: number }>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledgerEntries as e')
    .innerJoin('ledgerTransactions as t', 't.id', 'e.transactionId')
    .select([
      't.orderId',
      sql<number>`coalesce(sum(e.amount_minor) filter (where e.account = 'pending'), 0)`.as('pending'),
      sql<number>`coalesce(sum(e.amount_minor) filter (where e.account = 'available'), 0)`.as('available'),
    ])
    .where('t.orderId', 'in', [...orderIds])
    .groupBy('t.orderId')
    .execute();
  return new Map(rows.flatMap(({ orderId, ...sums }) => (orderId ? [[orderId, sums] as const] : [])));
}

/** Balances by currency: hers, or of all shopkeepers together. */
export async function listBalances(db: Db, shopkeeperId?: AccountId): Promise<orders.Balance[]> {
  const query = db
    .selectFrom('ledgerEntries as e')
    .innerJoin('ledgerTransactions as t', 't.id', 'e.transactionId')
    .select([
      'e.currency',
      sumOf('pending').as('pendingMinor'),
      sumOf('available').as('availableMinor'),
      sumOf('in_payout').as('inPayoutMinor'),
      sumOf('paid').as('paidMinor'),
      sumOf('withheld').as('withheldMinor'),
    ])
    .groupBy('e.currency')
    .orderBy('e.currency');
  return (shopkeeperId ? query.where('t.shopkeeperId', '=', shopkeeperId) : query).execute();
}

const sumOf = (account: LedgerAccount) =>
  sql<number>`coalesce(sum(e.amount_minor) filter (where e.account = ${sql.lit(account)}), 0)`;

/** Who has more than nothing available in a currency. */
export async function listAvailable(
  db: Db,
  currency: Currency,
): Promise<{ shopkeeperId: AccountId; amountMinor: number }[]> {
  return db
    .selectFrom('ledgerEntries as e')
    .innerJoin('ledgerTransactions as t', 't.id', 'e.transactionId')
    .select(['t.shopkeeperId', sql<number>`sum(e.amount_minor)`.as('amountMinor')])
    .where('e.currency', '=', currency)
    .where('e.account', '=', 'available')
    .groupBy('t.shopkeeperId')
    .having(sql<boolean>`sum(e.amount_minor) > 0`)
    .orderBy('t.shopkeeperId')
    .execute();
}

export type StatementLine = {
  id: number;
  at: Date;
  kind: LedgerKind;
  orderId: OrderId | null;
  payoutId: PayoutId | null;
  account: LedgerAccount;
  amountMinor: number;
  currency: Currency;
};

/** Every entry of her account but the merchant's side, newest first. */
export const listStatement = (db: Db, shopkeeperId: AccountId, limit: number): Promise<StatementLine[]> =>
  db
    .selectFrom('ledgerEntries as e')
    .innerJoin('ledgerTransactions as t', 't.id', 'e.transactionId')
    .select(['t.id', 't.at', 't.kind', 't.orderId', 't.payoutId', 'e.account', 'e.amountMinor', 'e.currency'])
    .where('t.shopkeeperId', '=', shopkeeperId)
    .where('e.account', '<>', 'merchant')
    .orderBy('t.id', 'desc')
    .orderBy('e.account')
    .limit(limit)
    .execute();

export type SealedTransaction = { id: number; text: string };

/** Transactions of a range, at most `limit`, each as the one text that its seal covers. */
export async function listForSeal(
  db: Db,
  { after, limit, upTo = Number.MAX_SAFE_INTEGER }: { after: number; upTo?: number; limit: number },
): Promise<SealedTransaction[]> {
  return db
    .selectFrom('ledgerTransactions as t')
    .select([
      't.id',
      sql<string>`concat_ws('|', t.id, t.kind, t.shopkeeper_id, coalesce(t.order_id::text, '-'),
        coalesce(t.order_version::text, '-'), coalesce(t.payout_id::text, '-'), extract(epoch from t.at),
        (select string_agg(concat_ws(':', e.account, e.amount_minor, e.currency), ',' order by e.account)
          from ledger_entries e where e.transaction_id = t.id))`.as('text'),
    ])
    .where('t.id', '>', after)
    .where('t.id', '<=', upTo)
    .orderBy('t.id')
    .limit(limit)
    .execute();
}

export const listSeals = (db: Db): Promise<LedgerSealRecord[]> =>
  db.selectFrom('ledgerSeals').selectAll().orderBy('number').execute();

export const findLastSeal = (db: Db): Promise<LedgerSealRecord | undefined> =>
  db.selectFrom('ledgerSeals').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();

export const insertSeal = (tx: Db, seal: LedgerSealRecord) => tx.insertInto('ledgerSeals').values(seal).execute();

/** Transactions that do not sum to zero, have no entries at all, or are not in the currency of what caused them. */
export async function listUnbalanced(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('ledgerTransactions as t')
    .leftJoin('ledgerEntries as e', 'e.transactionId', 't.id')
    .leftJoin('orders as o', 'o.id', 't.orderId')
    .leftJoin('payouts as p', 'p.id', 't.payoutId')
    .select('t.id')
    .groupBy('t.id')
    .having(sql<boolean>`coalesce(sum(e.amount_minor), 1) <> 0 or count(distinct e.currency) <> 1
      or bool_or(e.currency is distinct from coalesce(o.currency, p.currency))`)
    .execute();
  return rows.map(({ id }) => id);
}

/** Payouts whose bookings are not what their state and amounts say, or whose tax is not what their batch withholds. */
export async function listMispaid(db: Db): Promise<PayoutId[]> {
  const { rows } = await sql<{ id: PayoutId }>`
    with booked as (
      select t.payout_id as id, coalesce(sum(e.amount_minor) filter (where e.account = 'available'), 0) as available,
        coalesce(sum(e.amount_minor) filter (where e.account = 'in_payout'), 0) as in_payout,
        coalesce(sum(e.amount_minor) filter (where e.account = 'paid'), 0) as paid,
        coalesce(sum(e.amount_minor) filter (where e.account = 'withheld'), 0) as withheld
      from ledger_transactions t join ledger_entries e on e.transaction_id = t.id where t.payout_id is not null group by 1
    )
    select p.id from payouts p join payout_batches b on b.id = p.batch_id left join booked on booked.id = p.id
    where (booked.available, booked.in_payout, booked.paid, booked.withheld) is distinct from (
        case when p.state in ('failed', 'withdrawn') then 0 else -p.amount_minor end,
        case when p.state in ('batch', 'approved', 'sent') then p.amount_minor else 0 end,
        case when p.state = 'paid' then p.amount_minor - p.withheld_minor else 0 end,
        case when p.state = 'paid' then p.withheld_minor else 0 end)
      or p.withheld_minor <> p.amount_minor * b.withholding_bps / 10000
    order by p.id`.execute(db);
  return rows.map(({ id }) => id);
}

export type OrderSums = {
  id: OrderId;
  state: orders.OrderState;
  quantity: number;
  refundedQuantity: number;
  unitPriceMinor: number;
  commissionBps: number;
  hold: orders.HoldVerdict | null;
  pending: number;
  available: number;
  merchant: number;
};

/** A page of orders with what is booked for each, by order id. */
export async function listOrderSums(db: Db, after: OrderId | undefined, limit: number): Promise<OrderSums[]> {
  const booked = (account: LedgerAccount) =>
    sql<number>`coalesce((select sum(e.amount_minor) from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
      where t.order_id = orders.id and e.account = ${sql.lit(account)}), 0)`;
  const query = db
    .selectFrom('orders')
    .select(['id', 'state', 'quantity', 'refundedQuantity', 'unitPriceMinor', 'commissionBps', 'hold'])
    .select([booked('pending').as('pending'), booked('available').as('available'), booked('merchant').as('merchant')])
    .orderBy('id')
    .limit(limit);
  return (after ? query.where('id', '>', after) : query).execute();
}

export const insertReconciliation = (
  db: Db,
  { at, checks, id, isOk }: { id: string; at: Date; isOk: boolean; checks: readonly orders.Check[] },
) =>
  db
    .insertInto('reconciliations')
    .values({ id, at, isOk, checks: JSON.stringify(checks) })
    .execute();

export const findLastReconciliation = (db: Db) =>
  db
    .selectFrom('reconciliations')
    .select(['at', 'isOk', 'checks'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
