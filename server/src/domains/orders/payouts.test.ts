import { orders } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { advanceOrders } from './advance-orders.ts';
import { receiveOrder, shipOrder } from './move-order.ts';
import { placeOrder } from './place-order.ts';
import { verifyLedger } from './reconcile-ledger.ts';
import { takePayment } from './take-payment.ts';

const server = useTestServer();
const DAY_MS = 86_400_000;
const COMMISSION_MINOR = 1_920;
let operator: SignedIn;
beforeEach(async () => {
  operator = await server.signIn('operator');
});

/** One order of a shopkeeper whose after-sale period is over. */
async function givenAvailable(shelf: Shelf): Promise<void> {
  const deps = ordersOf(server);
  const { id: orderId } = await placeOrder(deps, shelf.code, toForm());
  const notice = { orderId, amountMinor: 12_800, currency: 'CNY', by: null, detail: 'test' };
  await server.db.transaction().execute((tx) => takePayment(deps, tx, notice));
  await shipOrder(deps, operator.member, { orderId, tracking: 'SF1' });
  await receiveOrder(deps, orderId);
  server.clock.advance(7 * DAY_MS);
  await advanceOrders(deps);
  operator = await server.signInAgain(operator); // Seven days end a session.
}
const open = (withholdingBps = 0) =>
  operator.call(orders.openPayouts, { currency: 'CNY', withholdingBps, idempotencyKey: crypto.randomUUID() });
const balances = async () => (await operator.call(orders.getLedger, {})).balances;
const statesOf = ({ payouts }: orders.PayoutBatch) => payouts.map(({ state }) => state);
const differences = async () =>
  (await verifyLedger(ordersOf(server))).flatMap((check) => (check.differences > 0 ? [check.name] : []));

test('withdrawPayouts() makes all of a batch available again, once, and the next batch takes it up', async () => {
  await givenAvailable(await givenShelf(server.db));
  await givenAvailable(await givenShelf(server.db));
  const { batchId } = await open(1_000);
  const withdraw = () => operator.call(orders.withdrawPayouts, { batchId });

  const withdrawn = await Promise.all([withdraw(), withdraw(), withdraw()]);

  for (const batch of withdrawn) expect(statesOf(batch)).toEqual(['withdrawn', 'withdrawn']);
  expect(await balances()).toMatchObject([{ availableMinor: 2 * COMMISSION_MINOR, inPayoutMinor: 0, paidMinor: 0 }]);
  expect(await differences()).toEqual([]);
  const next = await open(2_000);
  expect(next.payouts.map(({ withheldMinor }) => withheldMinor)).toEqual([384, 384]);
  expect((await operator.call(orders.getLedger, {})).batches.map(statesOf)).toEqual([
    ['batch', 'batch'],
    ['withdrawn', 'withdrawn'],
  ]);
  expect(await differences()).toEqual([]);
});

test('an approved batch is not withdrawn, and a withdrawn one is neither approved nor sent', async () => {
  await givenAvailable(await givenShelf(server.db));
  const { batchId } = await open();
  await operator.call(orders.withdrawPayouts, { batchId });
  const wrong = { code: 'orders.wrong_state' };
  await expect(operator.call(orders.approvePayouts, { batchId })).rejects.toMatchObject(wrong);
  await expect(operator.call(orders.sendPayouts, { batchId })).rejects.toMatchObject(wrong);

  const second = await open();
  await operator.call(orders.approvePayouts, { batchId: second.batchId });
  await expect(operator.call(orders.withdrawPayouts, { batchId: second.batchId })).rejects.toMatchObject(wrong);
  await operator.call(orders.sendPayouts, { batchId: second.batchId });
  await expect(operator.call(orders.withdrawPayouts, { batchId: second.batchId })).rejects.toMatchObject(wrong);
  expect(await balances()).toMatchObject([{ availableMinor: 0, inPayoutMinor: COMMISSION_MINOR }]);
  expect(await differences()).toEqual([]);
});

test('of an approval and a withdrawal at once one holds, and the money is in one place', async () => {
  const shelf = await givenShelf(server.db);
  for (let round = 0; round < 5; round += 1) {
    await givenAvailable(shelf);
    const { batchId } = await open();
    const results = await Promise.allSettled([
      operator.call(orders.approvePayouts, { batchId }),
      operator.call(orders.withdrawPayouts, { batchId }),
    ]);
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? statesOf(result.value) : []));
    expect(held).toHaveLength(1);
    expect(await differences()).toEqual([]);
    const { batches } = await operator.call(orders.getLedger, {});
    expect(batches[0] && statesOf(batches[0])).toEqual(held);
  }
});
