import { type OrderId, orders, type ShareCode } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { sessionCookieName } from '../../platform/session-cookie.ts';
import { givenSession } from '../../testing/given.ts';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { createTestClient, type TestClient } from '../../testing/test-client.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { advanceOrders } from './advance-orders.ts';

const server = useTestServer();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let shelf: Shelf;
let host: TestClient;
let keeper: TestClient;
beforeEach(async () => {
  shelf = await givenShelf(server.db, { unitsInStock: 5 });
  await signInBoth();
});

async function signInBoth(): Promise<void> {
  host = await signInAs(shelf.hostId, 'host');
  keeper = await signInAs(shelf.keeperId, 'shopkeeper');
}

async function signInAs(accountId: Shelf['hostId'], role: 'host' | 'shopkeeper'): Promise<TestClient> {
  const { token } = await givenSession(server.db, server.clock.now, { accountId, role, displayName: role });
  return createTestClient(server.url, `${sessionCookieName(false)}=${token}`);
}

const post = (path: string, fields: Record<string, string | number>, client = server.anonymous()) =>
  client.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
    body: new URLSearchParams(
      Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString(),
  });

/** Orders by the form, as a phone without any script does. @returns the buyer's path. */
async function order(more: Parameters<typeof toForm>[0] = {}, code: ShareCode = shelf.code): Promise<string> {
  const answer = await post(`/s/${code}/order`, toForm(more));
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}
const idOf = (path: string) => path.split('/')[2] as OrderId; // The paths are ours.
const stockOf = async () =>
  (await server.db.selectFrom('products').select('unitsInStock').where('id', '=', shelf.productId).executeTakeFirst())
    ?.unitsInStock;
const pay = (orderId: OrderId, amountMinor = 12_800) => host.call(orders.confirmPayment, { orderId, amountMinor });

test('an order placed by a form is the link’s own, takes its stock, and a retry answers the same page', async () => {
  const form = toForm({ quantity: 2 });
  const [first, again] = [await order(form), await order(form)];

  expect(again).toBe(first);
  expect(await stockOf()).toBe(3);
  const { orders: listed } = await host.call(orders.listOrders, { brandId: shelf.brandId });
  expect(listed).toMatchObject([
    {
      shareId: shelf.shareId,
      shopkeeper: { accountId: shelf.keeperId },
      state: 'placed',
      total: { amountMinor: 25_600, currency: 'CNY' },
      commission: { amountMinor: 3_840 },
      path: first,
    },
  ]);
  const page = await (await server.anonymous().fetch(first, { headers: { 'accept-language': 'en' } })).text();
  expect(page).toContain(`href="/s/${shelf.code}#ask"`); // Whom to ask how to pay.
  expect(page).toMatch(/until <time [^>]+>\w{3} \d{1,2} \w{3,4}, \d{2}:\d{2} \(GMT/);
  expect(page).toContain('Awaiting payment');
  expect(page).not.toContain('<script type="module"');
});

test('a retry answers the order that stands, also when nothing is sold behind the link any more', async () => {
  const form = toForm();
  const first = await order(form);
  await server.db.updateTable('products').set({ unitsInStock: null }).where('id', '=', shelf.productId).execute();

  expect(await order(form)).toBe(first);
  expect((await post(`/s/${shelf.code}/order`, { ...form, quantity: 2 })).status).toBe(404);
  expect((await post(`/s/${shelf.code}/order`, toForm())).status).toBe(404);
  expect((await post('/s/00000000000000/order', form)).status).toBe(404);
});

test('the form tells what is wrong beside the field and keeps what was typed', async () => {
  const answer = await post(`/s/${shelf.code}/order`, { ...toForm(), buyerPhone: 'call me', buyerName: '<b>Ann</b>' });
  const page = await answer.text();

  expect(answer.status).toBe(400);
  expect(page).toContain('Enter a phone number that can be called');
  expect(page).toMatch(/<input name="buyerPhone"[^>]* autofocus>/);
  expect(page.match(/autofocus/g)).toHaveLength(1);
  expect(page).toContain('value="&lt;b&gt;Ann&lt;/b&gt;"');
  expect(await stockOf()).toBe(5);
});

test.each([
  [{ quantity: 6 }, 'Not enough is left'],
  [{ seenPriceMinor: 1 }, 'The price has just changed'],
])('an order with %o is refused in words and leaves nothing behind', async (more, words) => {
  const answer = await post(`/s/${shelf.code}/order`, toForm(more));

  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain(words);
  expect(await stockOf()).toBe(5);
  expect((await host.call(orders.listOrders, { brandId: shelf.brandId })).orders).toEqual([]);
});

test('who orders too often is told so on her form, and keeps what she typed', async () => {
  const another = await server.startAnother();
  const client = createTestClient(another.url);
  for (let at = 0; at < 60; at += 1) await post(`/s/${shelf.code}/order`, { quantity: 0 }, client);
  const answer = await post(`/s/${shelf.code}/order`, { ...toForm(), buyerName: 'Ann' }, client);
  const page = await answer.text();
  await another.shoal.close();

  expect(answer.status).toBe(429);
  expect(page).toContain('Wait a moment and try again');
  expect(page).toContain('value="Ann"');
  expect(await stockOf()).toBe(5);
});

test('a form cannot bring a price, a commission or a credit of its own, nor a quantity that is none', async () => {
  const own = ['unitPriceMinor', 'currency', 'commissionBps', 'shopkeeperId', 'state', 'refundedQuantity', 'shareId'];
  const quantities = ['-1', '0', '21', '1.5', '1e3', 'NaN', '9007199254740992', '', '0x10'];
  for (const name of own) {
    const answer = await post(`/s/${shelf.code}/order`, { ...toForm(), [name]: 1 });
    expect(answer.status, name).toBe(400);
  }
  for (const quantity of quantities) {
    const answer = await post(`/s/${shelf.code}/order`, { ...toForm(), quantity });
    expect(answer.status, quantity).toBe(400);
  }
  expect(await stockOf()).toBe(5);
});

test('a buyer’s number is whole while somebody may call her, and half when the order is over, in list and file', async () => {
  const path = await order({ buyerPhone: '13812345678' });
  const read = async () => {
    const { orders: listed } = await host.call(orders.listOrders, { brandId: shelf.brandId });
    const { csv } = await host.call(orders.exportOrders, { brandId: shelf.brandId });
    return [listed[0]?.buyer.phone, csv.includes('13812345678'), csv.includes('138••••5678')];
  };
  expect(await read()).toEqual(['13812345678', true, false]);
  await host.call(orders.cancelOrder, { orderId: idOf(path) });
  expect(await read()).toEqual(['138••••5678', false, true]);
});

test('a form from another site places nothing', async () => {
  const answer = await fetch(`${server.url}/s/${shelf.code}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    body: new URLSearchParams({ ...toForm(), quantity: '1', seenPriceMinor: '12800' }).toString(),
  });
  expect(answer.status).toBe(403);
  expect(await stockOf()).toBe(5);
});

test('the order walks from payment to her available commission, which waits for the after-sale period', async () => {
  const path = await order();
  const orderId = idOf(path);
  await pay(orderId);
  expect((await pay(orderId)).state).toBe('paid');
  await host.call(orders.shipOrder, { orderId, tracking: 'SF100' });
  expect((await host.call(orders.shipOrder, { orderId, tracking: 'SF200' })).tracking).toBe('SF200');
  expect((await post(path, { act: 'receive' })).status).toBe(303);
  expect((await keeper.call(orders.getEarnings, {})).balances).toMatchObject([
    { pendingMinor: 1_920, availableMinor: 0 },
  ]);

  await pass(7 * DAY_MS - HOUR_MS);
  expect((await keeper.call(orders.getEarnings, {})).balances).toMatchObject([{ pendingMinor: 1_920 }]);
  await pass(HOUR_MS);

  expect((await keeper.call(orders.getEarnings, {})).balances).toMatchObject([
    { pendingMinor: 0, availableMinor: 1_920 },
  ]);
});

test('what nobody paid gives its stock back when the reservation ends, and not before', async () => {
  await order({ quantity: 3 });
  await pass(2 * HOUR_MS - 60_000);
  expect(await stockOf()).toBe(2);
  await pass(60_000);
  await pass(0);
  expect(await stockOf()).toBe(5);
});

test('an order of the most units at the highest price is listed, paid, refunded and earned on like any other', async () => {
  const [priceMinor, quantity] = [10_000_000_000, 20];
  shelf = await givenShelf(server.db, { unitsInStock: 20, priceMinor, commissionBps: 5_000 });
  await signInBoth();
  const orderId = idOf(await order({ quantity, seenPriceMinor: priceMinor }));

  await pay(orderId, priceMinor * quantity);
  const { orders: listed } = await host.call(orders.listOrders, { brandId: shelf.brandId });
  expect(listed).toMatchObject([{ state: 'paid', total: { amountMinor: 200_000_000_000 } }]);
  expect((await keeper.call(orders.getEarnings, {})).balances).toMatchObject([{ pendingMinor: 100_000_000_000 }]);
  const refunded = await host.call(orders.giveRefund, { orderId, refundedQuantity: quantity });
  expect(refunded.refunds).toMatchObject([{ amount: { amountMinor: 200_000_000_000 } }]);
});

test('money that comes after the reservation takes stock again', async () => {
  const first = idOf(await order({ quantity: 5 }));
  await pass(3 * HOUR_MS);
  expect((await pay(first, 64_000)).state).toBe('paid');
  expect(await stockOf()).toBe(0);
});

test('money that comes too late for the stock is owed back once', async () => {
  const late = idOf(await order({ quantity: 5 }));
  await pass(3 * HOUR_MS);
  await order({ quantity: 1 });

  await pay(late, 64_000);
  const { refunds, state } = await pay(late, 64_000);

  expect(state).toBe('cancelled');
  expect(refunds).toMatchObject([{ cause: 'late_payment', state: 'due', amount: { amountMinor: 64_000 } }]);
  expect((await keeper.call(orders.getEarnings, {})).balances).toEqual([]);
});

test('a buyer asks for part of it back; what the merchant accepts takes its commission along', async () => {
  const path = await order({ quantity: 3 });
  const orderId = idOf(path);
  await pay(orderId, 38_400);
  await post(path, { act: 'refund', quantity: 2, reason: '碎了' });
  await post(path, { act: 'refund', quantity: 2, reason: '碎了' });
  const [asked] = (await host.call(orders.listOrders, { brandId: shelf.brandId })).orders;
  expect(asked?.refunds).toMatchObject([{ quantity: 2, state: 'open', reason: '碎了' }]);
  const refundId = asked?.refunds[0]?.refundId ?? ('' as never);

  for (let tries = 0; tries < 2; tries += 1)
    await host.call(orders.decideRefund, { refundId, decision: 'accept', answer: '马上退' });

  const earned = await keeper.call(orders.getEarnings, {});
  expect(earned.balances).toMatchObject([{ pendingMinor: 1_920 }]);
  expect(earned.orders).toMatchObject([{ refundedQuantity: 2, state: 'paid', pendingMinor: 1_920 }]);
  const page = await (await server.anonymous().fetch(path, { headers: { 'accept-language': 'en' } })).text();
  expect(page).toContain('马上退');
  await host.call(orders.giveRefund, { orderId, refundedQuantity: 3 });
  expect((await keeper.call(orders.getEarnings, {})).balances).toMatchObject([{ pendingMinor: 0 }]);
});

test('a number that a buyer reads out is found, however it is written', async () => {
  const path = await order();
  const page = await (await server.anonymous().fetch(path)).text();
  const number = orders.toOrderNumber(idOf(path));

  expect(page).toContain(`<summary>${number}</summary>${idOf(path)}`);
  const found = await host.call(orders.listOrders, { brandId: shelf.brandId, search: number.toUpperCase() });
  expect(found.orders).toMatchObject([{ orderId: idOf(path) }]);
});

test.each([
  [{ act: 'refund', quantity: 'two' }, 'whole number from 1 to 3'],
  [{ act: 'refund' }, 'whole number from 1 to 3'],
  [{ act: 'steal' }, 'could not be read'],
  [{}, 'could not be read'],
])('an act that cannot be read is answered in words and changes nothing: %o', async (fields, told) => {
  const path = await order({ quantity: 3 });
  await pay(idOf(path), 38_400);
  const answer = await post(path, fields as Record<string, string>);

  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(told);
  const [kept] = (await host.call(orders.listOrders, { brandId: shelf.brandId })).orders;
  expect(kept).toMatchObject({ state: 'paid', refunds: [] });
});

test('she is told of an order on her open socket within a moment of its commit', async () => {
  const signedIn = await server.signIn('shopkeeper');
  const hers = await givenShelf(server.db, { keeperId: signedIn.member.accountId });
  const socket = await signedIn.connect();
  const told = socket.waitFor(orders.earningsChanged);
  const path = await order({}, hers.code);
  expect(await told).toMatchObject({ orderId: idOf(path), shareId: hers.shareId, state: 'placed' });
});

test('a page whose path was not signed by us is not found, whatever its number', async () => {
  const path = await order();
  const forged = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
  const other = `/o/${crypto.randomUUID()}/${path.split('/')[3]}`;
  for (const wrong of [forged, other, '/o/1/x'])
    expect((await server.anonymous().fetch(wrong)).status, wrong).toBe(404);
});

test('the list goes out as a file that no spreadsheet runs, and tracking numbers come back by it', async () => {
  const answer = await post(`/s/${shelf.code}/order`, { ...toForm(), buyerName: '=HYPERLINK("http://x")' });
  const orderId = idOf(answer.headers.get('location') ?? '');
  await pay(orderId);
  const { csv, rows } = await host.call(orders.exportOrders, { brandId: shelf.brandId });
  expect(rows).toBe(1);
  expect(csv.startsWith('\ufeff')).toBe(true);
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);

  const filled = csv.replace(/,\r\n$/, ',SF900\r\n');
  const bytes = new Blob([filled], { type: 'text/csv' });
  expect(await host.call(orders.importShipments, { bytes })).toEqual({ changed: 1, problems: [] });
  const strange = new Blob([`order,tracking\n${crypto.randomUUID()},SF1\nnonsense,SF2\n`], { type: 'text/csv' });
  expect((await host.call(orders.importShipments, { bytes: strange })).problems).toEqual([
    { row: 2, code: 'orders.not_found' },
    { row: 3, code: 'orders.not_found' },
  ]);
  expect((await host.call(orders.listOrders, { brandId: shelf.brandId, state: 'shipped' })).orders).toMatchObject([
    { orderId, tracking: 'SF900' },
  ]);
  expect(await server.db.selectFrom('exports').select(['accountId', 'rowCount']).execute()).toEqual([
    { accountId: shelf.hostId, rowCount: 1 },
  ]);
  await host.call(orders.exportOrders, { brandId: shelf.brandId });
  await host.call(orders.exportOrders, { brandId: shelf.brandId });
  const fourth = host.call(orders.exportOrders, { brandId: shelf.brandId });
  await expect(fourth).rejects.toMatchObject({ code: 'request.rate_limited' });
});

test('a tracking number in a file that no database keeps is put right, or told with its row, and stops no other', async () => {
  const ids: OrderId[] = [];
  for (let at = 0; at < 3; at += 1) {
    ids.push(idOf(await order()));
    await pay(ids[at]!);
  }
  const [first, second, third] = ids;
  const rows = [`${first},SF\u00001`, `${second},\u0000`, `${third},SF3`, `${third},${'9'.repeat(81)}`];
  const bytes = new Blob([`order,tracking\n${rows.join('\n')}\n`], { type: 'text/csv' });

  const { changed, problems } = await host.call(orders.importShipments, { bytes });

  expect([changed, problems]).toEqual([
    2,
    [
      { row: 3, code: 'request.invalid' },
      { row: 5, code: 'request.invalid' },
    ],
  ]);
  const { orders: shipped } = await host.call(orders.listOrders, { brandId: shelf.brandId, state: 'shipped' });
  expect(shipped.map(({ tracking }) => tracking).toSorted()).toEqual(['SF1', 'SF3']);
});

/** Time passes, and what it moves has moved; sessions that ended meanwhile are opened anew. */
async function pass(ms: number): Promise<void> {
  server.clock.advance(ms);
  await advanceOrders(ordersOf(server));
  await signInBoth();
}
