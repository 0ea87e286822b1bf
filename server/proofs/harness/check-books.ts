import { sql } from 'kysely';
import type { Db } from '../../src/platform/database.ts';
import { type Paid, WITHHOLDING_BPS } from './paymaster.ts';
import type { Sale, Stall } from './trader.ts';

/** What those who traded know from the answers that they got. */
export type Known = { sales: readonly Sale[]; payouts: readonly Paid[]; batches: number; stalls: readonly Stall[] };

/**
 * Compares the books with what was answered, by arithmetic of its own: it reads rows and shares no rule with the ledger.
 * @returns what does not fit, as sentences
 */
export async function checkBooks(db: Db, known: Known): Promise<string[]> {
  const rows = await readBooks(db);
  const told: string[] = [];
  const same = (what: string, found: unknown, expected: unknown) => {
    if (String(found) !== String(expected)) told.push(`${what} is ${found}, not ${expected}`);
  };
  for (const { currency, total } of rows.totals) same(`the sum of all entries in ${currency}`, total, 0);
  same('the number of orders', rows.orders.size, known.sales.length);
  same('the number of batches', rows.batches, known.batches);
  same('the number of payouts', rows.payoutBookings.size, known.payouts.length);
  for (const sale of known.sales) checkSale(sale, rows, same);
  for (const payout of known.payouts) checkPayout(payout, rows, same);
  checkBalances(known, rows, same);
  for (const stall of known.stalls) checkStock(stall, known, rows, same);
  return told;
}

type Same = (what: string, found: unknown, expected: unknown) => void;
type Books = Awaited<ReturnType<typeof readBooks>>;

async function readBooks(db: Db) {
  const of = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(db)).rows;
  const orders = await of(sql<{ id: string; state: string; refunded: string; late: string }>`
    select id, state, refunded_quantity as refunded,
      (select count(*) from refunds r where r.order_id = o.id and cause = 'late_payment') as late from orders o`);
  const booked = await of(sql<{ id: string; account: string; minor: string }>`
    select t.order_id as id, e.account, sum(e.amount_minor)::text as minor from ledger_transactions t
    join ledger_entries e on e.transaction_id = t.id where t.order_id is not null group by 1, 2`);
  const firsts = await of(sql<{ id: string; times: string }>`
    select order_id as id, count(*)::text as times from ledger_transactions where kind = 'booked' group by 1`);
  const payoutBookings = await of(sql<{ id: string; kinds: string }>`
    select p.id, string_agg(t.kind, ' ' order by t.id) as kinds from payouts p
    left join ledger_transactions t on t.payout_id = p.id group by 1`);
  const balances = await of(sql<{ account: string; currency: string; minor: string }>`
    select account, currency, sum(amount_minor)::text as minor from ledger_entries group by 1, 2`);
  const stock = await of(sql<{ id: string; units: string }>`select id, units_in_stock as units from products`);
  const [count] = await of(sql<{ batches: string }>`select count(*)::text as batches from payout_batches`);
  return {
    orders: new Map(orders.map((row) => [row.id, row])),
    booked: new Map(booked.map(({ account, id, minor }) => [`${id} ${account}`, minor])),
    firsts: new Map(firsts.map(({ id, times }) => [id, times])),
    payoutBookings: new Map(payoutBookings.map(({ id, kinds }) => [id, kinds])),
    balances: new Map(balances.map(({ account, currency, minor }) => [`${account} ${currency}`, minor])),
    stock: new Map(stock.map(({ id, units }) => [id, units])),
    batches: count?.batches,
    totals: await of(sql<{ currency: string; total: string }>`
      select currency, sum(amount_minor)::text as total from ledger_entries group by 1`),
  };
}

/** Whole minor units of the price of so many units, cut once. */
const shareOf = ({ commissionBps, priceMinor }: Stall, units: number): bigint =>
  (BigInt(priceMinor) * BigInt(units) * BigInt(commissionBps)) / 10_000n;
const earned = ({ isPaid, quantity, refunded, stall }: Sale): bigint =>
  isPaid ? shareOf(stall, quantity - refunded) : 0n;

function checkSale(sale: Sale, { booked, firsts, orders }: Books, same: Same): void {
  const { isOwedBack, isPaid, orderId, quantity, refunded, stall } = sale;
  const order = orders.get(orderId);
  same(`${orderId}: refunded units`, order?.refunded, refunded);
  same(`${orderId}: payments that came too late`, order?.late, isOwedBack ? 1 : 0);
  same(`${orderId}: paid`, !['placed', 'cancelled'].includes(order?.state ?? ''), isPaid);
  const of = (account: string) => BigInt(booked.get(`${orderId} ${account}`) ?? 0);
  const isOver = order?.state === 'completed';
  same(`${orderId}: pending`, of('pending'), isOver ? 0n : earned(sale));
  same(`${orderId}: available`, of('available'), isOver ? earned(sale) : 0n);
  same(`${orderId}: the merchant's side`, of('merchant'), -earned(sale));
  same(`${orderId}: first bookings`, firsts.get(orderId) ?? 0, isPaid && shareOf(stall, quantity) > 0n ? 1 : 0);
}

function checkPayout(
  { grossMinor, isPaid, payoutId, withheldMinor }: Paid,
  { payoutBookings }: Books,
  same: Same,
): void {
  same(`${payoutId}: bookings`, payoutBookings.get(payoutId), `payout_opened payout_${isPaid ? 'paid' : 'failed'}`);
  same(`${payoutId}: withheld`, withheldMinor, (BigInt(grossMinor) * BigInt(WITHHOLDING_BPS)) / 10_000n);
}

function checkBalances({ payouts, sales }: Known, { balances, orders }: Books, same: Same): void {
  for (const currency of new Set(sales.map(({ stall }) => stall.currency))) {
    const of = (account: string) => BigInt(balances.get(`${account} ${currency}`) ?? 0);
    const released = sales
      .filter(({ orderId, stall }) => stall.currency === currency && orders.get(orderId)?.state === 'completed')
      .reduce((sum, sale) => sum + earned(sale), 0n);
    const left = payouts.filter((payout) => payout.isPaid && payout.currency === currency);
    const gross = left.reduce((sum, { grossMinor }) => sum + BigInt(grossMinor), 0n);
    const withheld = left.reduce((sum, { withheldMinor }) => sum + BigInt(withheldMinor), 0n);
    same(`available in ${currency}`, of('available'), released - gross);
    same(`in payout in ${currency}`, of('in_payout'), 0n);
    same(`paid in ${currency}`, of('paid'), gross - withheld);
    same(`withheld in ${currency}`, of('withheld'), withheld);
  }
}

function checkStock({ shelf, units }: Stall, { sales }: Known, { orders, stock }: Books, same: Same): void {
  const gone = sales
    .filter(({ orderId, stall }) => stall.shelf === shelf && orders.get(orderId)?.state !== 'cancelled')
    .reduce((sum, { quantity, restocked }) => sum + quantity - restocked, 0);
  same(`units left of ${shelf.productId}`, stock.get(shelf.productId), units - gone);
}
