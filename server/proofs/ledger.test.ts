import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Currency } from '@shoal/contract';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ground, openGround } from '../bench/ground/open-ground.ts';
import { toCookie } from '../bench/load/token.ts';
import { asOwner } from '../src/testing/as-owner.ts';
import { givenAccount, givenSession } from '../src/testing/given.ts';
import { givenShelf } from '../src/testing/given-order.ts';
import { waitUntil } from '../src/testing/wait-until.ts';
import { checkBooks } from './harness/check-books.ts';
import { LivingServer } from './harness/living-server.ts';
import { Paymaster } from './harness/paymaster.ts';
import { chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';
import { type Bazaar, type Stall, Trader } from './harness/trader.ts';
import { lost } from './harness/until-answered.ts';

const SIZE = chooseSize({ short: { acts: 200, kills: 2 }, long: { acts: 10_000, kills: 60 } });
const [SERVERS, TRADERS] = [2, 8];
const CURRENCIES: readonly Currency[] = ['CNY', 'USD'];
const COMMISSION_BPS = 1_333;
/** Price, currency and stock; the last is gone soon. */
const GOODS: readonly (readonly [number, Currency, number])[] = [
  [1, 'CNY', 1e6],
  [33, 'CNY', 1e6],
  [12_801, 'CNY', 1e6],
  [999, 'USD', 1e6],
  [2_550, 'USD', 25],
];
const CLUSTER_SECRET = 'a-secret-that-only-this-proof-knows-about';
const entry = fileURLToPath(new URL('./harness/books-server.ts', import.meta.url));
const verifier = fileURLToPath(new URL('../src/verify-ledger.ts', import.meta.url));

let ground: Ground;
let servers: LivingServer[];
beforeEach(async () => {
  ground = await openGround();
  const env = { CLUSTER_SECRET, TRUST_PROXY: 'loopback', DATABASE_POOL_SIZE: '8' };
  servers = await Promise.all(Array.from({ length: SERVERS }, () => LivingServer.open({ ...ground, entry, env })));
}, PROOF_LIMIT_MS);
afterEach(async () => {
  await Promise.all((servers ?? []).map((server) => server.close()));
  await ground?.close();
}, PROOF_LIMIT_MS);

test(
  `${SIZE.acts} acts through servers that are killed: every answer is kept, and the books are what a recount gives`,
  async () => {
    const bazaar = await openBazaar();
    const traders = Array.from({ length: TRADERS }, () => new Trader(bazaar));
    const paymaster = new Paymaster(bazaar);
    const work: Work = { left: SIZE.acts };
    const trading = traders.map((trader) => trade(trader, work));
    const [kills] = await Promise.all([killAtRandom(work), payOut(paymaster, work), passTime(work), ...trading]);
    await closeYear(paymaster);
    await Promise.all(servers.map((server) => server.close()));

    const { batches, payouts, reconciled } = paymaster;
    const sales = traders.flatMap((trader) => trader.sales);
    const known = { batches, payouts, sales, stalls: bazaar.stalls };
    const refused = traders.reduce((sum, { refusals }) => sum + refusals, 0);
    const booked = await countBooked();
    console.log({ ...SIZE, kills, ...lost, refused, orders: sales.length, batches, reconciled, ...booked });
    expect(await checkBooks(ground.db, known)).toEqual([]);
    expect(await verify()).toEqual(['balanced', 'recomputed', 'sealed', 'published'].map((name) => `${name}: agrees`));
    expect(lost.answers).toBeGreaterThan(0);
    expect(payouts.length).toBeGreaterThan(0);
    await plantEntry();
    expect(await checkBooks(ground.db, known)).not.toEqual([]); // It would have found one.
  },
  2 * PROOF_LIMIT_MS,
);

/** Counts down; the killing goes on until its number is reached, and the acts until both are. */
type Work = { left: number; isOver?: boolean };
const isLeft = (work: Work) => work.left > 0 || !work.isOver;

async function trade(trader: Trader, work: Work): Promise<void> {
  while (isLeft(work)) {
    work.left -= 1;
    await trader.act().catch((error: unknown) => {
      work.isOver = true; // The others need not go on.
      throw error;
    });
  }
}

async function payOut(paymaster: Paymaster, work: Work): Promise<void> {
  for (let turn = 0; isLeft(work); turn += 1) {
    await paymaster.payOut(CURRENCIES[turn % CURRENCIES.length] ?? 'CNY');
    await wait(200);
  }
}

/** Days go by for what was sold, not for who is signed in: the orders' times are moved back. */
async function passDays(days: number): Promise<void> {
  const ago = sql`make_interval(days => ${days})`;
  await sql`update orders set placed_at = placed_at - ${ago}, expires_at = expires_at - ${ago},
      shipped_at = shipped_at - ${ago}, received_at = received_at - ${ago}
    where id in (select id from orders for update skip locked)`.execute(ground.db);
}

async function passTime(work: Work): Promise<void> {
  while (isLeft(work)) {
    await passDays(1 + Math.floor(Math.random() * 4));
    await wait(700);
  }
}

/** Lets everything come to its end, pays out what is left, and waits for the last seal. */
async function closeYear(paymaster: Paymaster): Promise<void> {
  for (const state of ['shipped', 'received'] as const) {
    const isDone = async () => {
      await passDays(60); // Each time: an order that somebody holds at that moment is left out.
      await wait(200);
      return (await ground.db.selectFrom('orders').where('state', '=', state).select('id').execute()).length === 0;
    };
    await waitUntil(isDone, `no order is ${state}`, 60_000);
  }
  for (const currency of CURRENCIES) await paymaster.payOut(currency);
  const isSealed = async () => {
    const { rows } = await sql<{ isSealed: boolean }>`select (select max(id) from ledger_transactions) =
      (select max(last_transaction) from ledger_seals) as is_sealed`.execute(ground.db);
    return rows[0]?.isSealed;
  };
  await waitUntil(isSealed, 'all is sealed', 60_000);
}

/** Kills one server and then the other, each at a random moment of its share of the acts. */
async function killAtRandom(work: Work): Promise<number> {
  for (let kill = 0; kill < SIZE.kills; kill += 1) {
    const leftThen = SIZE.acts - ((kill + Math.random()) * SIZE.acts) / SIZE.kills;
    while (work.left > leftThen && !work.isOver) await wait(Math.random() * 20);
    await servers[kill % SERVERS]?.kill();
  }
  work.isOver = true;
  return SIZE.kills;
}

async function openBazaar(): Promise<Bazaar> {
  const { db } = ground;
  const operator = await givenAccount(db, 'operator');
  const { token } = await givenSession(db, () => new Date(), { ...operator, role: 'operator' });
  const stalls = [];
  for (const [priceMinor, currency, units] of GOODS) stalls.push(await givenStall(priceMinor, currency, units));
  return {
    stalls,
    operatorCookie: toCookie(token),
    clusterSecret: CLUSTER_SECRET,
    choosePort: () => servers[Math.floor(Math.random() * SERVERS)]?.port ?? 0,
  };
}

async function givenStall(priceMinor: number, currency: Currency, units: number): Promise<Stall> {
  const shelf = await givenShelf(ground.db, { priceMinor, commissionBps: COMMISSION_BPS, unitsInStock: units });
  await ground.db.updateTable('products').set({ currency }).where('id', '=', shelf.productId).execute();
  return { shelf, priceMinor, currency, units, commissionBps: COMMISSION_BPS };
}

async function countBooked() {
  const { rows } = await sql<{ transactions: number; seals: number; late: number }>`
    select (select count(*)::int from ledger_transactions) as transactions,
      (select count(*)::int from ledger_seals) as seals,
      (select count(*)::int from refunds where cause = 'late_payment') as late`.execute(ground.db);
  return rows[0];
}

/** The verifier as an operator runs it. @returns its lines */
async function verify(): Promise<string[]> {
  const env = { ...process.env, DATABASE_URL: ground.databaseUrl, DATA_DIR: ground.dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, [verifier], { env });
  return stdout.trim().split('\n');
}

/** One entry more, as the owner books it who has put the guards away. */
const plantEntry = () =>
  asOwner(
    ground.databaseUrl,
    "set session_replication_role = replica; update ledger_entries set amount_minor = amount_minor + 1 where account = 'pending'",
  );
