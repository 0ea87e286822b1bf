import { AppError, type OrderId, type PayoutBatchId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceOrders } from '../src/domains/orders/advance-orders.ts';
import { giveUp, receiveOrder, shipOrder } from '../src/domains/orders/move-order.ts';
import type { OrdersDeps } from '../src/domains/orders/orders-deps.ts';
import {
  approvePayouts,
  openPayouts,
  sendPayouts,
  settlePayout,
  withdrawPayouts,
} from '../src/domains/orders/payouts.ts';
import { placeOrder } from '../src/domains/orders/place-order.ts';
import { reconcileLedger } from '../src/domains/orders/reconcile-ledger.ts';
import { giveRefund } from '../src/domains/orders/refund-order.ts';
import { sealLedger } from '../src/domains/orders/seal-ledger.ts';
import { takePayment } from '../src/domains/orders/take-payment.ts';
import { givenShelf, type Shelf, toForm } from '../src/testing/given-order.ts';
import { ordersOf } from '../src/testing/orders-of.ts';
import { type SignedIn, useTestServer } from '../src/testing/test-server.ts';
import { chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';

/** Acts in all: orders, refunds and payouts in random order, some torn in the middle, some done twice. */
const ACTS = chooseSize({ short: 300, long: 10_000 });
const PER_RUN = 100;
const DAY_MS = 86_400_000;
const PRICES = [1, 33, 999, 12_801];
const server = useTestServer();

type Model = { quantity: number; refunded: number; unitMinor: number; state: string };
type World = {
  deps: OrdersDeps;
  shelves: { shelf: Shelf; priceMinor: number }[];
  operator: SignedIn;
  orders: Map<OrderId, Model>;
  batches: PayoutBatchId[];
  /** What left by payouts that were paid, gross. */
  paidMinor: number;
};
const COMMISSION_BPS = 1_333;

const act = fc.record({
  kind: fc.constantFrom('place', 'pay', 'pay', 'ship', 'receive', 'refund', 'cancel', 'pass', 'payout', 'seal'),
  pick: fc.nat(),
  size: fc.integer({ min: 1, max: 5 }),
  isTorn: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

test(
  `${ACTS} acts in any order, torn and repeated: sums are zero and what is booked is what a recount gives`,
  async () => {
    const world = await openWorld(); // One for all runs, so that histories grow long.
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: PER_RUN, maxLength: PER_RUN }), (acts) => runAll(world, acts)),
      {
        numRuns: ACTS / PER_RUN,
        endOnFailure: true,
      },
    );
  },
  PROOF_LIMIT_MS,
);

async function runAll(world: World, acts: Act[]): Promise<void> {
  for (const next of acts) await run(world, next);
  await sealLedger(world.deps);
  const { checks, isOk } = await reconcileLedger(world.deps);
  expect(isOk, JSON.stringify(checks)).toBe(true);
  await compareWithModel(world);
}

async function openWorld(): Promise<World> {
  const keeperId = (await server.signIn('shopkeeper')).member.accountId;
  const shelves = [];
  for (const priceMinor of PRICES) {
    const shelf = await givenShelf(server.db, {
      priceMinor,
      keeperId,
      commissionBps: COMMISSION_BPS,
      unitsInStock: 1e6,
    });
    shelves.push({ shelf, priceMinor });
  }
  const operator = await server.signIn('operator');
  return { deps: ordersOf(server), shelves, operator, orders: new Map(), batches: [], paidMinor: 0 };
}

/** Does one act, sometimes twice; a torn one is rolled back at its end first, as a server that dies leaves it. */
async function run(world: World, next: Act): Promise<void> {
  if (next.kind === 'place') return place(world, next);
  if (next.kind === 'payout') return payOut(world, next);
  if (next.kind === 'seal') return sealLedger(world.deps);
  if (next.kind === 'pass') {
    server.clock.advance(next.size * 2 * DAY_MS);
    await advanceOrders(world.deps);
    return noteTime(world);
  }
  const ids = [...world.orders.keys()];
  const orderId = ids[next.pick % Math.max(ids.length, 1)];
  if (!orderId) return;
  if (next.isTorn) await tear(world, (deps) => doIt({ ...world, deps }, orderId, next));
  for (let times = 0; times <= next.size % 2; times += 1) await ignoringRefusals(doIt(world, orderId, next));
  await noteAct(world, orderId);
}

async function place(world: World, { pick, size }: Act): Promise<void> {
  const chosen = world.shelves[pick % world.shelves.length];
  if (!chosen) return;
  const form = toForm({ quantity: size, seenPriceMinor: chosen.priceMinor });
  const { id } = await placeOrder(world.deps, chosen.shelf.code, form);
  expect((await placeOrder(world.deps, chosen.shelf.code, form)).id).toBe(id);
  world.orders.set(id, { quantity: size, refunded: 0, unitMinor: chosen.priceMinor, state: 'placed' });
}

async function doIt({ deps, operator, orders }: World, orderId: OrderId, { kind, size }: Act): Promise<unknown> {
  const model = orders.get(orderId);
  if (!model) return undefined;
  const { member } = operator;
  if (kind === 'ship') return shipOrder(deps, member, { orderId, tracking: 'SF1' });
  if (kind === 'receive') return receiveOrder(deps, orderId);
  if (kind === 'cancel') return giveUp(deps, orderId, { act: 'cancel', by: null });
  if (kind === 'refund') return giveRefund(deps, member, { orderId, refundedQuantity: size, reason: '' });
  const amountMinor = model.unitMinor * model.quantity;
  const notice = { orderId, amountMinor, currency: 'CNY', by: null, detail: 'model' };
  return deps.db.transaction().execute((tx) => takePayment(deps, tx, notice));
}

class Torn extends Error {}

/** Runs an act against a database whose every commit fails at the last moment. */
async function tear({ deps }: World, what: (deps: OrdersDeps) => Promise<unknown>): Promise<void> {
  const db = new Proxy(deps.db, {
    get(target, name) {
      if (name === 'transaction') return tornTransaction;
      const part: unknown = Reflect.get(target, name, target);
      return typeof part === 'function' ? part.bind(target) : part;
    },
  });
  const tornTransaction = () => ({
    execute: (run: (tx: typeof deps.db) => Promise<unknown>) =>
      deps.db.transaction().execute(async (tx) => {
        await run(tx);
        throw new Torn();
      }),
  });
  await what({ ...deps, db }).catch((error: unknown) => {
    if (!(error instanceof Torn) && !(error instanceof AppError)) throw error;
  });
}

const ignoringRefusals = <T>(doing: Promise<T>): Promise<T | undefined> =>
  doing.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    return undefined;
  });

async function payOut(world: World, { isTorn, pick, size }: Act): Promise<void> {
  const { deps, operator } = world;
  const request = { currency: 'CNY' as const, withholdingBps: 777, idempotencyKey: crypto.randomUUID() };
  if (isTorn) await tear(world, (torn) => openPayouts(torn, operator.member, request));
  await ignoringRefusals(
    openPayouts(deps, operator.member, request).then(({ batchId }) => void world.batches.push(batchId)),
  );
  const batchId = world.batches[pick % Math.max(world.batches.length, 1)];
  if (!batchId) return;
  if (pick % 3 === 0) {
    if (isTorn) await tear(world, (torn) => withdrawPayouts(torn, batchId));
    for (let times = 0; times < 2; times += 1) await ignoringRefusals(withdrawPayouts(deps, batchId));
  }
  const approved = await ignoringRefusals(approvePayouts(deps, batchId));
  if (!approved) return;
  const { payouts } = approved;
  await ignoringRefusals(sendPayouts(deps, operator.member, batchId));
  const state = size % 2 === 0 ? ('paid' as const) : ('failed' as const);
  for (const { amount, payoutId } of payouts) {
    if (isTorn) await tear(world, (torn) => settlePayout(torn, payoutId, { state, note: '' }));
    const isNew = await ignoringRefusals(settlePayout(deps, payoutId, { state, note: '' }));
    if (isNew && state === 'paid') world.paidMinor += amount.amountMinor;
  }
}

/** The model learns the state from the order's row; what money follows from it is counted on its own below. */
async function noteAct({ deps, orders }: World, orderId: OrderId): Promise<void> {
  const model = orders.get(orderId);
  const row = await deps.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow();
  if (model) Object.assign(model, { state: row.state, refunded: row.refundedQuantity });
}
async function noteTime(world: World): Promise<void> {
  const rows = await world.deps.db.selectFrom('orders').select(['id', 'state']).execute();
  for (const { id, state } of rows) Object.assign(world.orders.get(id) ?? {}, { state });
}

async function compareWithModel({ deps, orders, paidMinor }: World): Promise<void> {
  const sum = (account: string) =>
    deps.db
      .selectFrom('ledgerEntries')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('amountMinor'), eb.lit(0)).as('minor'))
      .where('account', '=', account as 'paid')
      .executeTakeFirstOrThrow()
      .then(({ minor }) => Number(minor));
  const due = (isHers: (state: string) => boolean) =>
    [...orders.values()]
      .filter(({ state }) => isHers(state))
      .reduce((total, { quantity, refunded, unitMinor }) => {
        return total + Math.floor((unitMinor * (quantity - refunded) * COMMISSION_BPS) / 10_000);
      }, 0);
  expect(await sum('pending')).toBe(due((state) => ['paid', 'shipped', 'received'].includes(state)));
  const [available, inPayout, paid, withheld] = [
    await sum('available'),
    await sum('in_payout'),
    await sum('paid'),
    await sum('withheld'),
  ];
  expect(paid + withheld).toBe(paidMinor);
  expect(available + inPayout + paid + withheld).toBe(due((state) => state === 'completed'));
  expect(await sum('merchant')).toBe(-due((state) => ['paid', 'shipped', 'received', 'completed'].includes(state)));
}
