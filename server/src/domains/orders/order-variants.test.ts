import { catalog, type OrderId, orders, RESERVATION_MS, type VariantId } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { sessionCookieName } from '../../platform/session-cookie.ts';
import { givenSession } from '../../testing/given.ts';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { givenVariants, readStock } from '../../testing/given-variants.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { createTestClient, type TestClient } from '../../testing/test-client.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { advanceOrders } from './advance-orders.ts';

const server = useTestServer();
let shelf: Shelf;
let host: TestClient;
let small: VariantId;
let large: VariantId;
beforeEach(async () => {
  shelf = await givenShelf(server.db);
  const rows = [
    { name: '50g', priceMinor: 8_800, unitsInStock: 5 },
    { name: '100g', priceMinor: 15_800, unitsInStock: 5 },
  ];
  [small, large] = (await givenVariants(server.db, shelf.productId, rows)) as [VariantId, VariantId]; // As many as given.
  host = await signInAs(shelf.hostId, 'host');
});

async function signInAs(accountId: Shelf['hostId'], role: 'host' | 'shopkeeper'): Promise<TestClient> {
  const { token } = await givenSession(server.db, server.clock.now, { accountId, role, displayName: role });
  return createTestClient(server.url, `${sessionCookieName(false)}=${token}`);
}

const toBody = (fields: object): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

type Choice = { choice?: string; quantity?: number; idempotencyKey?: string };
/** Sends the order form as a phone without any script does. */
function send({ choice, ...more }: Choice) {
  const { seenPriceMinor: _none, ...form } = toForm(more);
  const fields = { ...form, ...(choice && { choice }) };
  return server.anonymous().fetch(`/s/${shelf.code}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
    body: toBody(fields),
  });
}
async function buy(variantId: VariantId, quantity = 1): Promise<OrderId> {
  const answer = await send({ quantity, choice: `${variantId}.${variantId === small ? 8_800 : 15_800}` });
  expect(answer.status).toBe(303);
  return answer.headers.get('location')?.split('/')[2] as OrderId; // The paths are ours.
}
const pay = (orderId: OrderId, amountMinor: number) => host.call(orders.confirmPayment, { orderId, amountMinor });
const stockOf = async () => (await readStock(server.db, shelf.productId)).variants;
const readOrders = async () => (await host.call(orders.listOrders, { brandId: shelf.brandId })).orders;
const change = (variants: object[]) =>
  host.call(catalog.updateProduct, {
    productId: shelf.productId,
    variants: variants as catalog.VariantInput[],
  });

test('an order takes the variant’s stock at its price, and keeps name and price whatever becomes of it', async () => {
  const orderId = await buy(large, 2);
  await change([{ variantId: small, name: '50g', priceMinor: 8_800 }]);

  expect(await stockOf()).toEqual([5, 3]);
  expect(await readOrders()).toMatchObject([
    {
      orderId,
      variant: { variantId: large, name: '100g' },
      unitPrice: { amountMinor: 15_800 },
      total: { amountMinor: 31_600, currency: 'CNY' },
      commission: { amountMinor: 4_740 },
    },
  ]);
});

test('a retry of the form answers its order, also when the variant is offered no more', async () => {
  const form = { choice: `${large}.15800`, idempotencyKey: crypto.randomUUID() };
  const { seenPriceMinor: _none, ...rest } = toForm(form);
  const body = { ...rest, ...form };
  const post = () =>
    server.anonymous().fetch(`/s/${shelf.code}/order`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: toBody(body),
    });
  const first = await post();
  await change([{ variantId: small, name: '50g', priceMinor: 8_800 }]);

  expect((await post()).headers.get('location')).toBe(first.headers.get('location'));
  expect(await readOrders()).toHaveLength(1);
});

test.each([
  ['no choice', () => undefined, 400, 'Choose a variant'],
  ['what is no choice', () => 'the big one', 400, 'Choose a variant'],
  ['a variant that nobody has', () => `${crypto.randomUUID()}.8800`, 409, 'Choose a variant'],
  ['the price of another', () => `${large}.8800`, 409, 'The price has just changed'],
])('an order with %s is refused in words and leaves nothing behind', async (_what, toChoice, status, words) => {
  const choice = toChoice();
  const answer = await send(choice ? { choice } : {});

  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(words);
  expect(await stockOf()).toEqual([5, 5]);
  expect(await readOrders()).toEqual([]);
});

test('one variant is sold out while the other is left', async () => {
  await buy(large, 5);
  const refused = await send({ choice: `${large}.15800` });

  expect(refused.status).toBe(409);
  expect(await refused.text()).toMatch(/value="[^"]*\.15800" disabled/);
  await buy(small);
  expect(await stockOf()).toEqual([4, 0]);
});

test('what is given up, by its buyer or by time, goes back to its own variant', async () => {
  await host.call(orders.cancelOrder, { orderId: await buy(large, 2) });
  expect(await stockOf()).toEqual([5, 5]);

  await buy(small, 3);
  server.clock.advance(RESERVATION_MS + 1_000);
  await advanceOrders(ordersOf(server));
  expect(await stockOf()).toEqual([5, 5]);
});

test('refunded units go back to their variant while they have not left, and not once they were shipped', async () => {
  const orderId = await buy(large, 3);
  await pay(orderId, 47_400);
  await host.call(orders.giveRefund, { orderId, refundedQuantity: 1 });
  await host.call(orders.giveRefund, { orderId, refundedQuantity: 1 }); // A retry adds nothing.
  expect(await stockOf()).toEqual([5, 3]);

  await host.call(orders.shipOrder, { orderId, tracking: 'SF1' });
  await host.call(orders.giveRefund, { orderId, refundedQuantity: 3 });
  expect(await stockOf()).toEqual([5, 3]);
});

test('money that comes late takes the variant again, or is owed back when it is offered no more', async () => {
  const [kept, lost] = [await buy(small), await buy(large)];
  for (const orderId of [kept, lost]) await host.call(orders.cancelOrder, { orderId });
  await change([{ variantId: small, name: '50g', priceMinor: 8_800 }]);
  await pay(kept, 8_800);
  await pay(lost, 15_800);

  const rows = new Map((await readOrders()).map((order) => [order.orderId, order]));
  expect(rows.get(kept)).toMatchObject({ state: 'paid', refunds: [] });
  expect(rows.get(lost)).toMatchObject({ state: 'cancelled', refunds: [{ cause: 'late_payment', state: 'due' }] });
  expect(await stockOf()).toEqual([4, 5]);
});

test('buyer’s page, file and statement name the variant; the file still brings tracking numbers in', async () => {
  const orderId = await buy(large);
  await pay(orderId, 15_800);
  const [order] = await readOrders();
  const page = await (await server.anonymous().fetch(order?.path ?? '')).text();
  expect(page).toContain('大红袍 50g · 100g × 1');

  const { csv } = await host.call(orders.exportOrders, { brandId: shelf.brandId });
  const [head = '', line = ''] = csv.replace('\uFEFF', '').split('\r\n');
  const at = head.split(',').indexOf('variant');
  expect(line.split(',')[at]).toBe('100g');
  const filled = `${head}\r\n${line.replace(/,[^,]*$/, ',SF123')}\r\n`;
  const file = new Blob([filled], { type: 'text/csv' });
  expect(await host.call(orders.importShipments, { bytes: file })).toEqual({ changed: 1, problems: [] });

  const keeper = await signInAs(shelf.keeperId, 'shopkeeper');
  const { orders: earned } = await keeper.call(orders.getEarnings, {});
  expect(earned).toMatchObject([{ productName: '大红袍 50g · 100g', state: 'shipped' }]);
});

test('an order of a product that got its variants later keeps its own shelf, which is not sold from any more', async () => {
  const plain = await givenShelf(server.db, { unitsInStock: 5, show: { brandId: shelf.brandId } });
  const placed = await server.anonymous().fetch(`/s/${plain.code}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: toBody(toForm()),
  });
  const orderId = placed.headers.get('location')?.split('/')[2] as OrderId; // The paths are ours.
  await givenVariants(server.db, plain.productId, [{ name: '50g', priceMinor: 8_800, unitsInStock: 1 }]);

  await host.call(orders.cancelOrder, { orderId });
  expect(await readStock(server.db, plain.productId)).toEqual({ own: null, variants: [1] });
  expect((await readOrders()).find((order) => order.orderId === orderId)?.variant).toBeNull();
});
