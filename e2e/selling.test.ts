import { orders, recalls, shares } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak, watchErrors } from './harness/browser.ts';
import { type GivenShow, givenShow, stockProducts } from './harness/given.ts';
import { readPosterQr } from './harness/read-poster-qr.ts';
import { System } from './harness/system.ts';
import { finishForward, openForward, savePoster } from './screens/forward.ts';
import { askRefund, type Buyer, buyOn, expectPictureMoves, switchScriptsOff } from './screens/leaflet.ts';
import { acceptRefund, confirmPayment, giveRefund, openOrders, orderOf, ship } from './screens/orders-desk.ts';
import { fillRecall, openRecall } from './screens/recall-desk.ts';
import { openRoom } from './screens/room.ts';
import { dropMaterial, goLive, openStudio } from './screens/studio.ts';

const TITLE = '今晚开箱价';
const PRODUCT = '大红袍 50g';
const CORRECTION = '价格写错了：正确的价格是 168 元。';
/** How soon her phone shows what happened. */
const SOON = { timeout: 5_000 };
const { earnings, state: states } = zh.orders;
const { home } = zh.room;
const lin: Buyer = { name: '小林', phone: '13800138000', address: '上海市黄浦区人民广场 1 号', quantity: 1 };
const chen: Buyer = { name: '陈阿姨', phone: '13900139000', address: '杭州市西湖区龙井路 8 号', quantity: 2 };

const album = new Album();
let system: System;
let browser: Browser;
let given: GivenShow;
/** A host's studio and orders, a shopkeeper's phone, the operator's console. */
let studio: Page;
let merchant: Page;
let keeper: Page;
let operator: Page;
/** Three friends of hers, each with a phone; the third reads and orders without scripts. */
let friends: readonly [Page, Page, Page];
let switchScriptsOn: () => Promise<void>;
/** What her poster's code says. */
let link: string;
let errors: string[][];

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
  given = await givenShow(system, 1);
  await stockProducts(given);
  const open = async (view: typeof phone | typeof desktop, who: string) =>
    signIn(await speak(await browser.newContext({ ...view, locale: 'zh-CN' }), 'zh'), system.url, who);
  [studio, keeper, operator] = [
    await open(desktop, 'host'),
    await open(phone, 'keeper1'),
    await open(desktop, 'operator'),
  ];
  merchant = await studio.context().newPage();
  const friend = async (locale: string) => (await browser.newContext({ ...phone, locale })).newPage();
  friends = [await friend('zh-CN'), await friend('en-US'), await friend('zh-CN')];
  switchScriptsOn = await switchScriptsOff(friends[2]);
  errors = [studio, merchant, keeper, operator, ...friends].map(watchErrors);
}, 240_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'selling');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

/** Her links with their visitors, as the server has them. */
const herLinks = async () => given.shopkeepers[0]!.client.call(shares.listShares, {});
const herEarnings = async () => given.shopkeepers[0]!.client.call(orders.getEarnings, {});
const allOrders = async () => {
  const { orders: rows } = await given.host.client.call(orders.listOrders, { brandId: given.show.brand.brandId });
  return rows.toSorted((a, b) => a.quantity - b.quantity);
};

/** Opens the link and stays until the page has told the server that it was seen. */
async function visit(page: Page): Promise<void> {
  const told = page.waitForResponse((answer) => /\/api\/shop\/\w+\/visits$/.test(answer.url()), { timeout: 60_000 });
  await page.goto(link);
  expect((await told).status()).toBeLessThan(300);
}

test('the poster on a shopkeeper’s phone carries her link, and she is no visitor of her own', async () => {
  const { showId } = given.show;
  await openRoom(keeper, system.url, showId);
  await openStudio(studio, system.url, showId);
  await goLive(studio);
  await dropMaterial(studio, TITLE);
  await openForward(keeper, TITLE);
  await album.shoot(keeper, 'forward-sheet-zh');
  link = await readPosterQr(await savePoster(keeper));
  const { shares: links } = await herLinks();
  expect(links.map(({ url }) => url)).toEqual([link]);
  await finishForward(keeper);
  await album.shoot(keeper, 'room-forwarded-zh');

  const own = await keeper.context().newPage();
  await visit(own);
  await own.close();
  expect((await herLinks()).visitorsTotal).toBe(0);
}, 240_000);

test('three friends open it, the live picture plays, and she sees each of them and what they order', async () => {
  const [first, second, third] = friends;
  await visit(first);
  const visits = keeper.getByRole('button', { name: zh.room.visits.bar });
  await visits.filter({ hasText: '1' }).waitFor(SOON);
  await expectPictureMoves(first);
  await album.shoot(first, 'leaflet-live-zh');
  await buyOn(first, lin);
  await keeper.getByText(earnings.soldOne).waitFor(SOON);
  await album.shoot(keeper, 'room-order-came-zh');
  await album.shoot(first, 'order-placed-zh');
  await keeper.getByRole('button', { name: zh.common.back }).first().click();
  await keeper.getByText(home.visitorsTotal(1, 1)).waitFor(SOON);

  await visit(second);
  await keeper.getByText(home.visitorsTotal(2, 2)).waitFor(SOON);
  await expectPictureMoves(second);
  await watchFromTheStart(second);
  await album.shoot(second, 'leaflet-live-en');
  await album.shootIn(second, 'desktop', 'leaflet-live-en');
  await second.goto('about:blank'); // She has seen enough.

  await third.goto(link);
  await third.getByRole('heading', { name: PRODUCT }).waitFor();
  expect(await third.locator('video').count()).toBe(0); // None of our scripts ran.
  await buyOn(third, chen);
  await switchScriptsOn();
  await visit(third);
  await keeper.getByText(home.visitorsTotal(3, 3)).waitFor(SOON);
  await expectPictureMoves(third);
  await third.goto('about:blank');

  await keeper.getByRole('link', { name: earnings.open }).click();
  await keeper.evaluate(() => Object.assign(window, { isSamePage: true }));
  for (const amount of ['¥128.00', '¥256.00']) await herOrder(amount).getByText(states.placed).waitFor(SOON);
  expect((await herLinks()).shares).toMatchObject([{ evidence: 'E2', visitors: 3, visits: 3 }]);
}, 240_000);

/** Who comes late goes back to where the show began, and on to where it is now. */
async function watchFromTheStart(page: Page): Promise<void> {
  const { fromStart, seek, toLive } = en.shop.island;
  await page.getByRole('button', { name: fromStart }).click();
  const position = page.getByRole('slider', { name: seek });
  await position.waitFor(SOON);
  await expectPictureMoves(page);
  expect(Number(await position.inputValue())).toBeLessThan(Number(await position.getAttribute('max')));
  await album.shoot(page, 'leaflet-back-en');
  await page.getByRole('button', { name: toLive }).click();
  await page.getByRole('button', { name: fromStart }).waitFor(SOON);
  await expectPictureMoves(page);
}

/** A line of her statement, and the amount under a word above it. */
const herOrder = (total: string) => keeper.getByRole('listitem').filter({ hasText: total });
const herBalance = (word: string, amount: string) =>
  keeper.locator('dl > div').filter({ hasText: word }).filter({ hasText: amount });

test('the merchant confirms what was paid, and her phone shows the pending commission', async () => {
  await openOrders(merchant, system.url);
  await orderOf(merchant, lin.name).waitFor();
  expect(await merchant.getByRole('row').count()).toBe(1 + 2);
  await album.shootAll(merchant, 'orders-desk', orderOf(merchant, lin.name));
  await confirmPayment(merchant, lin.name);
  await herBalance(earnings.pending, '¥19.20').waitFor(SOON);
  await confirmPayment(merchant, chen.name);
  await herBalance(earnings.pending, '¥57.60').waitFor(SOON);
  await album.shoot(keeper, 'earnings-pending-zh');

  const rows = (await allOrders()).map(({ commission, hold, quantity, shopkeeper, state, total }) => [
    [quantity, total.amountMinor, commission.amountMinor, state],
    [shopkeeper.accountId, hold],
  ]);
  const credited = [given.shopkeepers[0]?.accountId, null];
  expect(rows).toEqual([
    [[1, 12_800, 1_920, 'paid'], credited],
    [[2, 25_600, 3_840, 'paid'], credited],
  ]);
  expect((await herEarnings()).balances).toMatchObject([{ pendingMinor: 5_760, availableMinor: 0 }]);
}, 240_000);

test('what is shipped, received and refunded takes her commission back to nothing, and the books agree', async () => {
  const [first] = friends;
  await ship(merchant, lin.name, 'SF1234567890');
  await first.reload();
  await album.shoot(first, 'order-shipped-zh');
  await first.getByRole('button', { name: zh.orders.page.received }).click();
  await herOrder('¥128.00').getByText(states.received).waitFor(SOON);
  await askRefund(first, '包装破了');
  await album.shoot(first, 'order-refund-asked-zh');
  await album.shootIn(first, 'desktop', 'order-refund-asked-zh');
  await openOrders(merchant, system.url);
  await orderOf(merchant, lin.name).getByText('包装破了').waitFor();
  await album.shootAll(merchant, 'orders-desk-refund', orderOf(merchant, lin.name));
  await acceptRefund(merchant, lin.name);
  await herBalance(earnings.pending, '¥38.40').waitFor(SOON);
  await giveRefund(merchant, chen.name);
  await herBalance(earnings.pending, '¥0.00').waitFor(SOON);
  for (const amount of ['¥128.00', '¥256.00']) await herOrder(amount).getByText(states.refunded).waitFor(SOON);
  await album.shoot(keeper, 'earnings-reversed-zh');
  expect(await keeper.evaluate(() => 'isSamePage' in window)).toBe(true); // All of her statement came without a reload.

  expect((await herEarnings()).balances).toMatchObject([{ pendingMinor: 0, availableMinor: 0, inPayoutMinor: 0 }]);
  expect((await allOrders()).map(({ commission }) => commission.amountMinor)).toEqual([0, 0]);
  const { ledger } = zh.orders;
  await operator.goto(`${system.url}/console/ledger`);
  await operator.getByRole('button', { name: ledger.now }).click();
  await operator.getByRole('status').filter({ hasText: ledger.reconciled }).waitFor();
  await operator.getByText(`${ledger.check.balanced}: ${ledger.differences(0)}`).waitFor();
  await operator.getByText(`${ledger.check.recomputed}: ${ledger.differences(0)}`).waitFor();
  await album.shootAll(operator, 'ledger', operator.locator('dl').first());
}, 240_000);

test('the operator recalls it: open pages, the printed code and the room say so', async () => {
  const [first, second] = friends;
  const words = zh.recalls.desk;
  await first.goto(link);
  const dialog = await openRecall(operator, system.url, TITLE);
  await dialog.getByText(words.reach(1, 1, 2)).waitFor();
  await fillRecall(dialog, '价格写错了', CORRECTION);
  await album.shoot(operator, 'recall-zh');
  await dialog.getByRole('button', { name: words.confirm(1) }).click();
  await dialog.getByText(words.progress(1, 0, 0)).waitFor();
  await album.shoot(operator, 'recalled-zh');

  await first.getByText(CORRECTION).waitFor({ timeout: 20_000 });
  expect(await first.locator('a[href$="/order"]').count()).toBe(0);
  await album.shoot(first, 'correction-zh');
  await second.goto(link);
  await second.getByRole('heading', { name: en.recalls.page.title }).waitFor();
  await album.shoot(second, 'correction-en');
  await album.shootIn(second, 'desktop', 'correction-en');
  await second.goto(`${link}/order`);
  await second.getByText(en.orders.form.notForSale).waitFor();
  await openRoom(keeper, system.url, given.show.showId);
  await keeper.getByText(zh.room.feed.recalled).first().waitFor();
}, 240_000);

test('the shopkeeper finds the correction on her home, and ticks it off', async () => {
  const words = en.recalls.kit;
  await keeper.getByRole('button', { name: zh.common.back }).first().click();
  await keeper.getByText(zh.recalls.kit.needsYou(1)).waitFor();
  await album.shoot(keeper, 'home-needs-you-zh');
  await keeper.getByRole('button', { name: 'English', exact: true }).click();
  await keeper.getByRole('link', { name: words.open }).click();
  await keeper.getByText(CORRECTION).first().waitFor();
  await album.shoot(keeper, 'kit-en');
  await keeper.getByRole('button', { name: words.tick }).click();
  await keeper.getByRole('button', { name: words.ticked }).waitFor();
  const { standing } = await given.operator.call(recalls.getRecall, { materialId: given.materials.poster });
  expect(standing).toMatchObject({ seen: 1, done: 1 });
  expect(errors.flat()).toEqual([]);
}, 240_000);
