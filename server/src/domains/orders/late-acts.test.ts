import { type OrderId, orders } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { advanceOrders } from './advance-orders.ts';
import { expireOrder } from './move-order.ts';
import { placeOrder } from './place-order.ts';

const server = useTestServer();
const DAY_MS = 86_400_000;
let shelf: Shelf;
let operator: SignedIn;
beforeEach(async () => {
  shelf = await givenShelf(server.db, { unitsInStock: 10 });
  operator = await server.signIn('operator');
});

const place = async (quantity = 1) => (await placeOrder(ordersOf(server), shelf.code, toForm({ quantity }))).id;
const pay = (orderId: OrderId, quantity = 1) =>
  operator.call(orders.confirmPayment, { orderId, amountMinor: 12_800 * quantity });
const stateOf = async (orderId: OrderId) =>
  (await server.db.selectFrom('orders').select('state').where('id', '=', orderId).executeTakeFirst())?.state;
const countStock = async () =>
  (await server.db.selectFrom('products').select('unitsInStock').where('id', '=', shelf.productId).executeTakeFirst())
    ?.unitsInStock;

test('the end of a reservation changes nothing for an order that was paid, shipped or refunded meanwhile', async () => {
  const [paid, shipped, refunded] = [await place(), await place(), await place()];
  for (const orderId of [paid, shipped, refunded]) await pay(orderId);
  await operator.call(orders.shipOrder, { orderId: shipped, tracking: 'SF1' });
  await operator.call(orders.giveRefund, { orderId: refunded, refundedQuantity: 1 });
  server.clock.advance(DAY_MS);

  for (const orderId of [paid, shipped, refunded]) await expireOrder(ordersOf(server), orderId);

  expect([await stateOf(paid), await stateOf(shipped), await stateOf(refunded)]).toEqual([
    'paid',
    'shipped',
    'refunded',
  ]);
});

test('an order that cannot be moved keeps none of the others waiting', async () => {
  const [stuck, next] = [await place(3), await place(2)];
  server.clock.advance(DAY_MS);
  const deps = ordersOf(server);
  const returnStock: typeof deps.returnStock = async (tx, shelf, quantity) => {
    if (quantity === 3) throw new Error('the shelf is out of reach');
    await deps.returnStock(tx, shelf, quantity);
  };

  await advanceOrders({ ...deps, log: deps.log.child({}, { level: 'silent' }), returnStock });
  expect([await stateOf(stuck), await stateOf(next)]).toEqual(['placed', 'cancelled']);

  await advanceOrders(deps);
  expect(await stateOf(stuck)).toBe('cancelled');
});

test('units that are refunded before they left can be sold again; those that left cannot', async () => {
  const orderId = await place(4);
  await pay(orderId, 4);
  const refund = (refundedQuantity: number) => operator.call(orders.giveRefund, { orderId, refundedQuantity });
  await refund(1);
  await refund(1);
  expect(await countStock()).toBe(7);
  await operator.call(orders.shipOrder, { orderId, tracking: 'SF1' });
  await refund(3);
  expect(await countStock()).toBe(7);
});
