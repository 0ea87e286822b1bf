import { type AccountId, type OrderId, orders } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { asOwner } from '../../testing/as-owner.ts';
import { givenShelf, type Shelf, toBrowser, toForm } from '../../testing/given-order.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { advanceOrders } from './advance-orders.ts';
import { holdRing } from './hold-ring.ts';
import { receiveOrder } from './move-order.ts';
import type { Buyer } from './orders-deps.ts';
import { placeOrder } from './place-order.ts';
import { reconcileLedger } from './reconcile-ledger.ts';
import { takePayment } from './take-payment.ts';

const server = useTestServer();
const DAY_MS = 86_400_000;
const HER_PHONE = '13900001111';
const HER_ADDRESS = '上海市 黄浦区，人民广场 1 号';
const [herBrowser, herPlace] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];

let keeper: SignedIn;
let shelf: Shelf;
beforeEach(async () => {
  keeper = await server.signIn('shopkeeper', { displayName: 'Mei' });
  shelf = await givenShelf(server.db, { keeperId: keeper.member.accountId });
});

/** A browser in which somebody was signed in once. */
async function signedInOnce(accountId: AccountId, visitorId = Buffer.from(newId().replaceAll('-', ''), 'hex')) {
  await server.db.insertInto('visitorAccounts').values({ visitorId, accountId, seenAt: new Date() }).execute();
  return toBrowser(visitorId);
}

type Buying = Partial<Buyer> & { phone?: string; address?: string; from?: Shelf };
const buy = ({ address, from = shelf, phone, ...buyer }: Buying = {}) =>
  placeOrder(ordersOf(server), from.code, {
    ...toForm(),
    ...(phone !== undefined && { buyerPhone: phone }),
    buyerAddress: address ?? `somewhere ${newId()}`,
    buyer: { ...toBrowser(), ...buyer },
  });

/** What ties her to browsers, numbers and places. */
async function givenTies(): Promise<void> {
  const { accountId } = keeper.member;
  await server.db
    .updateTable('accounts')
    .set({ phone: `+86${HER_PHONE}` })
    .where('id', '=', accountId)
    .execute();
  await signedInOnce(accountId, herBrowser);
  await server.db
    .insertInto('accountPlaces')
    .values({ accountId, place: herPlace, seenAt: server.clock.now() })
    .execute();
  await buy({ visitorId: herBrowser, phone: '13700002222', address: HER_ADDRESS });
}

test('a buyer who is the shopkeeper by browser, phone or address is held with every reason; a neighbour is not', async () => {
  await givenTies();
  const me = keeper.member.accountId;
  const operatorsBrowser = await signedInOnce((await server.signIn('operator')).member.accountId);
  const stranger = await signedInOnce((await server.signIn('shopkeeper')).member.accountId);
  const cases: [string, Buying, orders.CommissionHoldReason[]][] = [
    ['a customer', {}, []],
    ['a customer at her address and browser make', { places: [herPlace] }, []],
    ['another shopkeeper', stranger, []],
    ['a browser without a cookie', { visitorId: null }, []],
    ['her session', { accountId: me }, ['own_session']],
    ['her browser after she signed out', { visitorId: herBrowser }, ['own_device']],
    ['her number as her account has it', { phone: `+86${HER_PHONE}` }, ['own_phone']],
    ['her number without its country', { phone: HER_PHONE }, ['own_phone']],
    ['the number of an order from her browser', { phone: '13700002222' }, ['own_phone']],
    ['her address, written otherwise', { address: '上海市黄浦区人民广场1号' }, ['own_address']],
    ['her number, at home', { phone: HER_PHONE, places: [herPlace] }, ['own_phone', 'own_place']],
    ['the operator’s browser', operatorsBrowser, ['crew_device']],
  ];
  expect(cases).toHaveLength(12);
  for (const [name, buying, reasons] of cases) {
    const order = await buy(buying);
    expect([name, order.holdReasons, order.hold]).toEqual([name, reasons, reasons.length > 0 ? 'held' : null]);
  }
});

test.each([2, 3, 4, 5])('a ring of %i shopkeepers who buy from one another is held where it closes', async (size) => {
  const members: { shelf: Shelf; browser: Buyer }[] = [];
  for (let at = 0; at < size; at += 1) {
    const { member } = await server.signIn('shopkeeper');
    const own = await givenShelf(server.db, { keeperId: member.accountId });
    members.push({ shelf: own, browser: await signedInOnce(member.accountId) });
  }
  const holds: string[] = [];
  for (const [at, { browser }] of members.entries()) {
    const next = members[(at + 1) % size]?.shelf;
    if (next) holds.push((await buy({ ...browser, from: next })).holdReasons.join());
  }
  expect(holds).toEqual([...Array.from({ length: size - 1 }, () => ''), 'ring']);
});

/** Three shopkeepers; the nth buys from the next. */
async function givenThree() {
  const members: { shelf: Shelf; browser: Buyer }[] = [];
  for (let at = 0; at < 3; at += 1) {
    const { member } = await server.signIn('shopkeeper');
    const own = await givenShelf(server.db, { keeperId: member.accountId });
    members.push({ shelf: own, browser: await signedInOnce(member.accountId) });
  }
  return (at: number) => {
    const [buyer, seller] = [members[at % 3], members[(at + 1) % 3]];
    if (!buyer || !seller) throw new Error('there are three');
    return buy({ ...buyer.browser, from: seller.shelf });
  };
}

const holdsOf = async (ids: readonly OrderId[]) =>
  (
    await server.db
      .selectFrom('orders')
      .select(['id', 'hold', 'holdReasons'])
      .where('id', 'in', ids)
      .orderBy('id')
      .execute()
  ).map(({ hold, holdReasons }) => `${hold} ${holdReasons.join()}`);

test('what made a ring before it closed is held while it is pending; what was hers by then stays hers', async () => {
  const buyFromNext = await givenThree();
  const { id: over } = await buyFromNext(0);
  await pay(over);
  const seller = await server.signIn('operator');
  await seller.call(orders.shipOrder, { orderId: over, tracking: 'SF1' });
  await receiveOrder(ordersOf(server), over);
  server.clock.advance(8 * DAY_MS);
  await advanceOrders(ordersOf(server));
  const operator = await server.signIn('operator');
  const { id: pending } = await buyFromNext(1);
  await pay(pending);
  const { id: elsewhere } = await buy();

  const { id: closing } = await buyFromNext(2);

  await waitUntil(async () => (await holdsOf([pending]))[0] === 'held ring', 'the pending one is held');
  expect(await holdsOf([over, elsewhere])).toEqual(['null ', 'null ']);
  expect((await buyFromNext(0)).hold).toBe('held');
  expect((await operator.call(orders.getLedger, {})).balances).toMatchObject([
    { pendingMinor: 1_920, availableMinor: 1_920 },
  ]);
  expect((await operator.call(orders.listHeldCommissions, {})).total).toBe(3);
  expect((await reconcileLedger(ordersOf(server))).isOk).toBe(true);

  await operator.call(orders.judgeCommissions, { orderIds: [pending, closing], verdict: 'released' });
  await holdRing(ordersOf(server), closing);
  expect(await holdsOf([pending, closing])).toEqual(['released ring', 'released ring']);
  expect((await buyFromNext(2)).hold).toBeNull(); // What an operator released ties nobody.
});

test('the sixth order of one phone or one browser within a day is held, and the first of the next day is not', async () => {
  const browser = toBrowser(Buffer.alloc(16, 9));
  const reasons: string[] = [];
  for (let orderNo = 1; orderNo <= 6; orderNo += 1) reasons.push((await buy(browser)).holdReasons.join());
  expect(reasons).toEqual(['', '', '', '', '', 'many_orders']);
  server.clock.advance(DAY_MS + 1);
  expect((await buy(browser)).hold).toBeNull();
});

async function pay(orderId: OrderId): Promise<void> {
  const notice = { orderId, amountMinor: 12_800, currency: 'CNY', by: null, detail: 'test' };
  await server.db.transaction().execute((tx) => takePayment(ordersOf(server), tx, notice));
}

const balance = async () => {
  const hers = await server.signInAgain(keeper);
  const { balances, orders: rows } = await hers.call(orders.getEarnings, {});
  return { ...balances[0], hold: rows[0]?.hold };
};

test('a held commission stays pending past its after-sale period, is released or rejected, and back; the books agree', async () => {
  const { id: orderId } = await buy({ accountId: keeper.member.accountId });
  await pay(orderId);
  const host = await server.signIn('host', { brandIds: [shelf.brandId] });
  await host.call(orders.shipOrder, { orderId, tracking: 'SF1' });
  await receiveOrder(ordersOf(server), orderId);
  server.clock.advance(8 * DAY_MS);
  await advanceOrders(ordersOf(server));
  expect(await balance()).toMatchObject({ pendingMinor: 1_920, availableMinor: 0, hold: 'held' });

  const operator = await server.signIn('operator', { displayName: 'Olga' });
  const judge = (verdict: 'released' | 'rejected') =>
    operator.call(orders.judgeCommissions, { orderIds: [orderId], verdict });
  expect([await judge('released'), await judge('released')]).toEqual([{ changed: 1 }, { changed: 0 }]);
  expect(await balance()).toMatchObject({ pendingMinor: 0, availableMinor: 1_920, hold: 'released' });
  await judge('rejected');
  expect(await balance()).toMatchObject({ pendingMinor: 0, availableMinor: 0, hold: 'rejected' });
  await judge('released');
  expect(await balance()).toMatchObject({ pendingMinor: 0, availableMinor: 1_920 });
  expect((await reconcileLedger(ordersOf(server))).checks.every(({ differences }) => differences === 0)).toBe(true);
  const events = server.db.selectFrom('orderEvents').select('act').where('detail', '=', 'own_session');
  const judged = await events.orderBy('version').execute();
  expect(judged.map(({ act }) => act)).toEqual(['released', 'rejected', 'released']);
  await expect(server.db.deleteFrom('orderEvents').execute()).rejects.toThrow('permission denied');
  await expect(asOwner(server.databaseUrl, 'delete from order_events')).rejects.toThrow('append-only');
});

test('the operator’s list says who, why and how much, with half of the phone; two who judge at once move it once', async () => {
  const { id: orderId } = await buy({ accountId: keeper.member.accountId, phone: HER_PHONE });
  await pay(orderId);
  const operator = await server.signIn('operator', { displayName: 'Olga' });
  const held = await operator.call(orders.listHeldCommissions, {});
  expect(held).toMatchObject({
    total: 1,
    commissions: [
      {
        orderId,
        shopkeeper: { displayName: 'Mei' },
        buyer: { name: '王小明', phone: '139••••1111' },
        commission: { amountMinor: 1_920 },
        reasons: ['own_session'],
        judged: null,
      },
    ],
  });
  const verdicts = await Promise.all(
    (['rejected', 'rejected', 'rejected'] as const).map((verdict) =>
      operator.call(orders.judgeCommissions, { orderIds: [orderId], verdict }),
    ),
  );
  expect(verdicts.reduce((sum, { changed }) => sum + changed, 0)).toBe(1);
  expect(await operator.call(orders.listHeldCommissions, {})).toEqual({ commissions: [], total: 0 });
  const rejected = await operator.call(orders.listHeldCommissions, { verdict: 'rejected' });
  expect(rejected.commissions).toMatchObject([{ verdict: 'rejected', judged: { byName: 'Olga' } }]);
});

test('an order that she places on her own page by the form is held, and sold all the same', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const form = Object.entries(toForm()).map(([name, value]): [string, string] => [name, String(value)]);
  const body = new URLSearchParams(form).toString();
  const answer = await keeper.fetch(`/s/${shelf.code}/order`, { method: 'POST', headers, body });

  expect(answer.status).toBe(303);
  const rows = await server.db.selectFrom('orders').select(['hold', 'holdReasons', 'buyerAccounts']).execute();
  expect(rows).toEqual([{ hold: 'held', holdReasons: ['own_session'], buyerAccounts: [keeper.member.accountId] }]);
});
