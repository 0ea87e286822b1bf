import { orders } from '@shoal/contract';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShelf, type Shelf } from '../../testing/given-order.ts';
import { CUSTOMERS_PHONE, openPage } from '../../testing/given-task.ts';
import { givenVariants, readStock } from '../../testing/given-variants.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { toHookSecret } from './order-link.ts';
import { reconcileLedger } from './reconcile-ledger.ts';
import { signHook } from './signed-hook.ts';
import { toVisitorRef } from './visitor-ref.ts';

const server = useTestServer();
const visitorId = Buffer.alloc(16, 5);
let named: Shelf;
let clicked: Shelf;
beforeEach(async () => {
  named = await givenShelf(server.db);
  clicked = await givenShelf(server.db, { show: { brandId: named.brandId } });
});

const refOf = (id: Buffer) => toVisitorRef(ordersOf(server).orderKey, named.brandId, id);
const clickAt = (ageMs: number, shelf = clicked) =>
  server.db
    .insertInto('visits')
    .values({
      id: newId(),
      shareId: shelf.shareId,
      visitorId,
      at: new Date(server.clock.now().getTime() - ageMs),
      verdict: 'counted',
      reasons: [],
    })
    .execute();

/** An outside shop tells an order of two. */
async function tell(more: Record<string, unknown> = {}, secret?: string) {
  const event = {
    eventId: 'e-1',
    orderId: 'A-1001',
    productId: named.productId,
    quantity: 2,
    amountMinor: 20_000,
    currency: 'CNY',
  };
  const body = JSON.stringify({ ...event, ...more });
  const timestamp = String(Math.floor(server.clock.now().getTime() / 1_000));
  const signature = signHook(
    secret ?? toHookSecret(ordersOf(server).orderKey, named.brandId),
    timestamp,
    Buffer.from(body),
  );
  const answer = await fetch(`${server.url}/hooks/orders/${named.brandId}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'shoal-timestamp': timestamp,
      'shoal-signature': `sha256=${signature}`,
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const listOrders = () =>
  server.db.selectFrom('orders').select(['shareId', 'shopkeeperId', 'state', 'hold', 'unitPriceMinor']).execute();

test('an order with a text that no database keeps is refused, not an error of ours', async () => {
  const link = named.code;
  for (const bad of [{ eventId: 'e\0' }, { orderId: '\0' }, { buyerPhone: '139\0' }, { currency: 'C\0Y' }]) {
    expect((await tell({ link, ...bad })).status, JSON.stringify(bad)).toBe(400);
  }
  expect((await tell({ link, visitor: '\0'.repeat(22) })).status).toBe(200); // No reference of ours names nobody.
});

test('an outside shop’s order goes to the last click of its buyer, paid at its own price, once however often it is told', async () => {
  await clickAt(60_000);
  const event = { link: named.code, visitor: refOf(visitorId) };
  const told = await Promise.all([tell(event), tell(event), tell(event)]);

  expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(told.filter(({ body }) => body.isRepeated === false)).toHaveLength(1);
  const { keeperId: shopkeeperId, shareId } = clicked;
  expect(await listOrders()).toEqual([{ shareId, shopkeeperId, state: 'paid', hold: null, unitPriceMinor: 10_000 }]);
  const kept = await server.db
    .selectFrom('attributionCandidates')
    .select(['basis', 'verdict'])
    .orderBy('number')
    .execute();
  expect(kept).toEqual([
    { basis: 'last_click', verdict: 'chosen' },
    { basis: 'carried_link', verdict: 'outranked' },
  ]);
  const booked = await server.db
    .selectFrom('ledgerEntries')
    .select('amountMinor')
    .where('account', '=', 'pending')
    .execute();
  expect(booked).toEqual([{ amountMinor: 3_000 }]);
  expect((await reconcileLedger(ordersOf(server))).isOk).toBe(true);
});

test('an outside shop’s order may name a variant, and one that the product has not is listed', async () => {
  const rows = [{ name: '50g', priceMinor: 8_800, unitsInStock: 5 }];
  const [variantId] = await givenVariants(server.db, named.productId, rows);
  await tell({ link: named.code, variantId });
  await tell({ eventId: 'e-2', orderId: 'A-1002', link: named.code, variantId: newId() });
  await tell({ eventId: 'e-3', orderId: 'A-1003', link: named.code });

  const told = await server.db.selectFrom('orders').select(['variantId', 'variantName']).orderBy('id').execute();
  expect(told).toEqual([
    { variantId, variantName: '50g' },
    { variantId: null, variantName: '' },
  ]);
  const held = await server.db
    .selectFrom('paymentEvents')
    .select(['eventId', 'heldFor'])
    .where('heldFor', 'is not', null)
    .execute();
  expect(held).toEqual([{ eventId: 'e-2', heldFor: 'unknown_product' }]);
  expect(await readStock(server.db, named.productId)).toEqual({ own: null, variants: [5] }); // Its stock is its own.
});

test('without a click of the last seven days it goes to the link that it names, and without both it is listed', async () => {
  await clickAt(7 * 86_400_000 + 60_000);
  await tell({ link: named.code, visitor: refOf(visitorId) });
  expect(await listOrders()).toMatchObject([{ shopkeeperId: named.keeperId }]);

  const foreign = await givenShelf(server.db);
  const odd = [
    { eventId: 'a', orderId: 'A-1' },
    { eventId: 'b', orderId: 'A-2', link: foreign.code, visitor: 'nonsense' },
    { eventId: 'c', orderId: 'A-3', link: named.code, productId: foreign.productId },
    { eventId: 'd', orderId: 'A-4', link: named.code, currency: 'USD' },
    { eventId: 'e', orderId: 'A-5', link: named.code, amountMinor: 20_001 },
    { eventId: 'f', link: named.code },
  ];
  for (const event of odd) expect((await tell(event)).status).toBe(200);
  const host = await server.signIn('host', { brandIds: [named.brandId] });
  const { payments } = await host.call(orders.listHeldPayments, { brandId: named.brandId });
  expect(Object.fromEntries(payments.map(({ eventId, reason }) => [eventId, reason]))).toEqual({
    a: 'no_link',
    b: 'no_link',
    c: 'unknown_product',
    d: 'wrong_currency',
    e: 'wrong_amount',
    f: 'paid_already',
  });
  expect(await listOrders()).toHaveLength(1);
});

test('an order from elsewhere in the shopkeeper’s own browser is held, and one that is not signed enters nothing', async () => {
  await server.db
    .insertInto('visitorAccounts')
    .values({ visitorId, accountId: named.keeperId, seenAt: server.clock.now() })
    .execute();
  expect((await tell({ link: named.code }, 'guess')).status).toBe(403);
  expect(await listOrders()).toEqual([]);
  await tell({ link: named.code, visitor: refOf(visitorId) });
  expect(await listOrders()).toMatchObject([{ shopkeeperId: named.keeperId, hold: 'held' }]);
});

test('the way out of a page hands the link and the browser on, and only where the material names a shop', async () => {
  const page = await openPage(server, named.code, { ip: '127.0.0.1', userAgent: CUSTOMERS_PHONE });
  const leave = () =>
    fetch(`${server.url}/s/${named.code}/out`, { redirect: 'manual', headers: { cookie: page.cookie } });
  expect((await leave()).headers.get('location')).toBe(`/s/${named.code}`);
  const body = JSON.stringify({ material: { url: 'https://shop.example/tea?x=1' } });
  await sql`update show_log_entries set body = ${body} where show_id = ${named.showId}`.execute(server.db);

  const url = new URL((await leave()).headers.get('location') ?? '');
  expect([url.origin, url.searchParams.get('x'), url.searchParams.get('shoal_link')]).toEqual([
    'https://shop.example',
    '1',
    named.code,
  ]);
  await tell({ visitor: url.searchParams.get('shoal_visitor'), link: url.searchParams.get('shoal_link') });
  const { visitorId: known } = await server.db.selectFrom('attributions').select('visitorId').executeTakeFirstOrThrow();
  expect(known).toHaveLength(16);
  expect(url.searchParams.get('shoal_visitor')).toBe(refOf(known as Buffer));
});
