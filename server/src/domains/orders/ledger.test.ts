import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { orders } from '@shoal/contract';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { toOrdersDeps } from '../../composition/orders.ts';
import { asOwner } from '../../testing/as-owner.ts';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { advanceOrders } from './advance-orders.ts';
import { receiveOrder } from './move-order.ts';
import { placeOrder } from './place-order.ts';
import { reconcileLedger, verifyLedger } from './reconcile-ledger.ts';
import { readHeads, sealLedger, toHeadsPath } from './seal-ledger.ts';
import { takePayment } from './take-payment.ts';

const server = useTestServer();
const DAY_MS = 86_400_000;
let shelf: Shelf;
beforeEach(async () => {
  await rm(toHeadsPath(ordersOf(server).dataDir), { force: true });
  shelf = await givenShelf(server.db, { unitsInStock: 100 });
});

async function givenPaid(quantity = 1) {
  const deps = ordersOf(server);
  const { id: orderId } = await placeOrder(deps, shelf.code, toForm({ quantity }));
  const notice = { orderId, amountMinor: 12_800 * quantity, currency: 'CNY', by: null, detail: 'test' };
  await server.db.transaction().execute((tx) => takePayment(deps, tx, notice));
  return orderId;
}

const keeperOf = ({ keeperId }: Shelf) => ({ accountId: keeperId, role: 'shopkeeper' as const });

/** Pays out all that is available, by the files. */
async function payOutAll(withholdingBps: number, state: 'paid' | 'failed') {
  const operator = await server.signIn('operator');
  const request = { currency: 'CNY' as const, withholdingBps, idempotencyKey: crypto.randomUUID() };
  const { batchId, payouts } = await operator.call(orders.openPayouts, request);
  await operator.call(orders.approvePayouts, { batchId });
  const { csv } = await operator.call(orders.sendPayouts, { batchId });
  const bytes = new Blob([csv.replaceAll(',sent,', `,${state},`)], { type: 'text/csv' });
  await operator.call(orders.importPayoutResults, { bytes });
  return payouts;
}

/** Makes commission available: shipped, received, and its after-sale period over. */
async function givenAvailable(quantity = 1) {
  const orderId = await givenPaid(quantity);
  const host = await server.signIn('host', { brandIds: [shelf.brandId] });
  await host.call(orders.shipOrder, { orderId, tracking: 'SF1' });
  await receiveOrder(ordersOf(server), orderId);
  server.clock.advance(7 * DAY_MS);
  await advanceOrders(ordersOf(server));
  return orderId;
}

const differing = async () =>
  (await verifyLedger(ordersOf(server))).flatMap(({ differences, name }) => (differences > 0 ? [name] : []));

const tampering = [
  'update ledger_entries set amount_minor = amount_minor * 2',
  'update ledger_entries set amount_minor = 1 where false',
  "update ledger_entries set account = 'paid' where account = 'pending'",
  "update ledger_entries set currency = 'USD'",
  'delete from ledger_entries',
  'delete from ledger_entries where amount_minor < 0',
  'truncate ledger_entries',
  'truncate ledger_entries, ledger_transactions, ledger_seals cascade',
  'update ledger_transactions set shopkeeper_id = shopkeeper_id',
  'update ledger_transactions set at = now()',
  'update ledger_transactions set order_version = order_version + 1',
  'delete from ledger_transactions',
  'truncate ledger_transactions cascade',
  "update ledger_seals set hash = repeat('0', 64)",
  'update ledger_seals set last_transaction = 0',
  'delete from ledger_seals',
  'truncate ledger_seals',
  'alter table ledger_entries disable trigger all',
  'drop trigger append_only on ledger_entries',
  'drop table ledger_seals',
  'create or replace function refuse_ledger_change() returns trigger language plpgsql as $$ begin return new; end $$',
  'delete from order_events',
  'update orders set commission_bps = 5000',
  'update orders set unit_price_minor = unit_price_minor * 2, quantity = quantity',
  'update orders set shopkeeper_id = shopkeeper_id',
  'delete from orders where false',
  'update payouts set amount_minor = 1',
  'update payouts set withheld_minor = 0, shopkeeper_id = shopkeeper_id',
  'delete from payouts',
  'update payout_batches set withholding_bps = 0',
  'update refunds set quantity = 1, amount_minor = 0',
  'delete from refunds',
  'update payment_events set amount_minor = 0',
  'delete from payment_events',
  'set session_replication_role = replica',
];

test('the application’s role is refused every way of changing what is booked', async () => {
  await givenPaid();
  await sealLedger(ordersOf(server));
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  await client.query('set role shoal_app');
  const passed: string[] = [];
  for (const statement of tampering) {
    await client.query(statement).then(
      () => passed.push(statement),
      () => {},
    );
  }
  await client.end();
  expect(tampering.length).toBeGreaterThanOrEqual(20);
  expect(passed).toEqual([]);
  expect(await differing()).toEqual([]);
});

test('a server whose login owns nothing sells as any other, and cannot leave its role', async () => {
  const login = `shoal_web_${crypto.randomUUID().slice(0, 8)}`;
  await asOwner(server.databaseUrl, `create role ${login} login password 'only the test knows' in role shoal_app`);
  const address = new URL(server.databaseUrl);
  Object.assign(address, { username: login, password: 'only the test knows' });
  const { shoal, url } = await server.startAnother({
    DATABASE_URL: address.href,
    MIGRATION_DATABASE_URL: server.databaseUrl,
  });
  const host = await server.signIn('host', { brandIds: [shelf.brandId] });

  const { id: orderId } = await placeOrder(toOrdersDeps(shoal.ground), shelf.code, toForm({ quantity: 1 }));
  const sold = await (await server.signInAgain(host, url)).call(orders.confirmPayment, {
    orderId,
    amountMinor: 12_800,
  });

  expect(sold).toMatchObject({ state: 'paid' });
  await expect(sql`reset role; delete from ledger_entries`.execute(shoal.ground.db)).rejects.toThrow(
    'permission denied',
  );
  await shoal.close();
  await asOwner(server.databaseUrl, `drop role ${login}`);
});

test('a commission for anybody but the order’s own shopkeeper, or one out of balance, cannot be booked', async () => {
  const orderId = await givenPaid();
  const { member } = await server.signIn('shopkeeper');
  const book = (shopkeeperId: string, kind: string, version: number, amounts: readonly number[]) =>
    server.db.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto('ledgerTransactions')
        .values({
          kind: kind as 'booked',
          shopkeeperId: shopkeeperId as Shelf['keeperId'],
          orderId,
          orderVersion: version,
          payoutId: null,
          at: new Date(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const accounts = ['pending', 'merchant'] as const;
      const rows = amounts.map((amountMinor, at) => ({
        transactionId: id,
        account: accounts[at] ?? ('paid' as const),
        amountMinor,
        currency: 'CNY' as const,
      }));
      if (rows.length > 0) await tx.insertInto('ledgerEntries').values(rows).execute();
    });
  await expect(book(member.accountId, 'reversed', 9, [5, -5])).rejects.toThrow('foreign key');
  await expect(book(shelf.keeperId, 'booked', 9, [5, -5])).rejects.toThrow('ledger_booked_once');
  await expect(book(shelf.keeperId, 'reversed', 2, [5, -5])).rejects.toThrow('order_version');
  await expect(book(shelf.keeperId, 'reversed', 9, [5, -4])).rejects.toThrow('not balanced');
  await expect(book(shelf.keeperId, 'reversed', 9, [])).rejects.toThrow('not balanced');
});

test.each([
  ['an amount', 'update ledger_entries set amount_minor = sign(amount_minor) * 99999', ['recomputed', 'sealed']],
  ['a time', "update ledger_transactions set at = at + interval '1 second'", ['sealed']],
  ['all of an order', 'delete from ledger_entries; delete from ledger_transactions', ['recomputed', 'sealed']],
  ['one side', "delete from ledger_entries where account = 'merchant'", ['balanced', 'recomputed', 'sealed']],
  ['the seals', 'delete from ledger_seals', ['published']],
  ['the order behind it', 'update orders set commission_bps = 1', ['recomputed']],
])('the owner who changes %s is found', async (_what, statement, found) => {
  await givenPaid();
  await givenPaid(3);
  await sealLedger(ordersOf(server));
  expect(await differing()).toEqual([]);
  const owner = new pg.Client({ connectionString: server.databaseUrl });
  await owner.connect();
  await owner.query(`set session_replication_role = replica; ${statement}`);
  await owner.end();
  expect(await differing()).toEqual(found);
});

test('the verifier as a command says what differs and fails; while a difference stands nothing is paid out', async () => {
  await givenAvailable();
  await sealLedger(ordersOf(server));
  const { dataDir } = ordersOf(server);
  const run = () =>
    promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../verify-ledger.ts', import.meta.url))], {
      env: { ...process.env, DATABASE_URL: server.databaseUrl, DATA_DIR: dataDir },
    }).catch((error: { code: number; stdout: string }) => error);
  expect(await run()).toMatchObject({ stdout: expect.stringContaining('sealed: agrees') });
  const owner = new pg.Client({ connectionString: server.databaseUrl });
  await owner.connect();
  await owner.query(
    "set session_replication_role = replica; update ledger_entries set amount_minor = -7 where account = 'merchant'",
  );
  await owner.end();

  expect(await run()).toMatchObject({ code: 1, stdout: expect.stringContaining('sealed: 1 differ') });
  const operator = await server.signIn('operator');
  expect(await operator.call(orders.reconcileNow, {})).toMatchObject({ isOk: false });
  const opening = operator.call(orders.openPayouts, {
    currency: 'CNY',
    withholdingBps: 0,
    idempotencyKey: crypto.randomUUID(),
  });
  await expect(opening).rejects.toMatchObject({ code: 'ledger.not_reconciled' });
});

test.each([
  ['what a payout is of', 'update payouts set amount_minor = amount_minor + 100', ['recomputed']],
  ['what is withheld', 'update payouts set withheld_minor = 0', ['recomputed']],
  ['that it was paid', "update payouts set state = 'failed'", ['recomputed']],
  ['its currency', "update payouts set currency = 'USD'", ['balanced']],
])('the owner who changes %s is found', async (_what, statement, found) => {
  await givenAvailable();
  await payOutAll(1_000, 'paid');
  await sealLedger(ordersOf(server));
  expect(await differing()).toEqual([]);
  await asOwner(server.databaseUrl, `set session_replication_role = replica; ${statement}`);
  expect(await differing()).toEqual(found);
});

test('a debt that a late return left is taken from the next batch, and stands in her file as negative money', async () => {
  const orderId = await givenAvailable();
  await payOutAll(0, 'paid');
  const host = await server.signIn('host', { brandIds: [shelf.brandId] });
  await host.call(orders.giveRefund, { orderId, refundedQuantity: 1 });
  await givenAvailable(3);

  const [payout] = await payOutAll(1_000, 'paid');

  expect(payout).toMatchObject({ amount: { amountMinor: 3 * 1_920 - 1_920 }, withheldMinor: 384 });
  const keeper = await server.signInAgain({ ...host, member: { ...host.member, ...keeperOf(shelf) } });
  const { csv } = await keeper.call(orders.exportEarnings, {});
  expect(csv).toContain('流水号,时间（UTC）,事由,订单号,打款号,科目,金额,币种');
  expect(csv).toContain(`,退款或不计佣金,${orderId},,可提,-19.20,CNY\r\n`);
  expect((await reconcileLedger(ordersOf(server))).isOk).toBe(true);
});

test('a head that a death tore in the middle is published again on a line of its own', async () => {
  await givenPaid();
  const path = toHeadsPath(ordersOf(server).dataDir);
  await writeFile(path, '{"number":1,"lastTr');
  await sealLedger(ordersOf(server));
  expect(await differing()).toEqual([]);
  expect((await readHeads(ordersOf(server).dataDir)).map(({ number }) => number)).toEqual([1]);
});

test('payouts walk from batch to the bank and back by files, with tax withheld; a late return leaves a debt that blocks', async () => {
  const orderId = await givenAvailable();
  const operator = await server.signIn('operator');
  const request = { currency: 'CNY' as const, withholdingBps: 1_000, idempotencyKey: crypto.randomUUID() };
  const { batchId } = await operator.call(orders.openPayouts, request);
  expect((await operator.call(orders.openPayouts, request)).batchId).toBe(batchId);
  for (const other of [{ withholdingBps: 2_000 }, { currency: 'USD' as const }])
    await expect(operator.call(orders.openPayouts, { ...request, ...other })).rejects.toMatchObject({
      code: 'request.key_reused',
    });
  await operator.call(orders.approvePayouts, { batchId });
  const { csv } = await operator.call(orders.sendPayouts, { batchId });
  expect(csv).toContain(',CNY,19.20,1.92,17.28,sent,');
  const bytes = new Blob([csv.replace(',sent,', ',paid,')], { type: 'text/csv' });
  expect((await operator.call(orders.importPayoutResults, { bytes })).changed).toBe(1);
  expect((await operator.call(orders.importPayoutResults, { bytes })).changed).toBe(0);

  const host = await server.signIn('host', { brandIds: [shelf.brandId] });
  await host.call(orders.giveRefund, { orderId, refundedQuantity: 1 });

  const { balances } = await operator.call(orders.getLedger, {});
  expect(balances).toEqual([
    {
      currency: 'CNY',
      pendingMinor: 0,
      availableMinor: -1_920,
      inPayoutMinor: 0,
      paidMinor: 1_728,
      withheldMinor: 192,
    },
  ]);
  const again = operator.call(orders.openPayouts, { ...request, idempotencyKey: crypto.randomUUID() });
  await expect(again).rejects.toMatchObject({ code: 'ledger.nothing_due' });
  expect((await reconcileLedger(ordersOf(server))).isOk).toBe(true);
});

test('a payout that failed is available again', async () => {
  await givenAvailable();
  const operator = await server.signIn('operator');
  const request = { currency: 'CNY' as const, withholdingBps: 0, idempotencyKey: crypto.randomUUID() };
  const { batchId } = await operator.call(orders.openPayouts, request);
  const early = operator.call(orders.sendPayouts, { batchId });
  await expect(early).rejects.toMatchObject({ code: 'orders.wrong_state' });
  await operator.call(orders.approvePayouts, { batchId });
  const { csv } = await operator.call(orders.sendPayouts, { batchId });
  const bytes = new Blob([csv.replace(',sent,', ',failed,wrong\u0000account')], { type: 'text/csv' });
  expect(await operator.call(orders.importPayoutResults, { bytes })).toMatchObject({ changed: 1 });
  const { balances, batches } = await operator.call(orders.getLedger, {});
  expect(batches).toMatchObject([{ payouts: [{ state: 'failed', note: 'wrong account' }] }]);
  expect(balances).toMatchObject([{ availableMinor: 1_920, inPayoutMinor: 0, paidMinor: 0 }]);
});
