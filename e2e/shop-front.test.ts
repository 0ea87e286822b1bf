import { catalog, inquiries, orders, type ShareCode, shares, shops } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak, watchErrors } from './harness/browser.ts';
import { type GivenShow, givenShow, stockProducts } from './harness/given.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { dropMaterial, endShow, goLive, openStudio } from './screens/studio.ts';

const { own, page: front } = zh.shops;
const { inbox, page: ask } = zh.inquiries;
const PRODUCT = '大红袍 50g';
const album = new Album();
let system: System;
let browser: Browser;
let given: GivenShow;
let host: Page;

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
  given = await givenShow(system, 1);
  await stockProducts(given);
  await offerVariants();
  host = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
  await openStudio(host, system.url, given.show.showId);
  await goLive(host);
  await dropMaterial(host, '今晚开箱价');
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'shop-front');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

async function offerVariants(): Promise<void> {
  const { client } = given.host;
  const { products } = await client.call(catalog.listProducts, { brandId: given.show.brand.brandId });
  const variants = [
    { name: '50g', priceMinor: 8_800, unitsInStock: 5 },
    { name: '100g', priceMinor: 15_800, unitsInStock: 5 },
    { name: '礼盒', priceMinor: 29_800, unitsInStock: 0 },
  ];
  for (const { productId } of products) await client.call(catalog.updateProduct, { productId, variants });
}

const openPhone = async (context: BrowserContext) => (await speak(context, 'zh')).newPage();
const withoutScript = () => browser.newContext({ ...phone, locale: 'zh-CN', javaScriptEnabled: false });

/** She takes the product into her shop, says something of it and saves. @returns where her shop is. */
async function arrangeShop(keeper: Page): Promise<string> {
  await keeper.goto(`${system.url}/my-shop`);
  await keeper.getByRole('button', { name: own.pick(PRODUCT) }).click();
  await keeper.getByLabel(own.note(PRODUCT)).fill('早上一泡，整天都有精神');
  await keeper.getByLabel(own.welcome).fill('都是我自己喝过的');
  await album.shoot(keeper, 'my-shop-unsaved');
  await keeper.getByRole('button', { name: own.save }).click();
  await keeper.getByText(own.saved).waitFor();
  await album.shootIn(keeper, 'desktop', 'my-shop');
  return keeper.getByRole('link', { name: own.preview }).getAttribute('href').then(String);
}

/** By links and forms alone. @returns the address of her page that the shop led to. */
async function buyWithoutScript(page: Page, shopUrl: string): Promise<string> {
  await page.goto(shopUrl);
  await page.getByText('早上一泡，整天都有精神').waitFor();
  await album.shoot(page, 'front-zh');
  await page.getByRole('link', { name: front.look }).first().click();
  await page.waitForURL(/\/s\/\w+$/);
  const leaflet = page.url();
  await page.getByLabel('100g').check();
  expect(await page.getByLabel('礼盒').isDisabled()).toBe(true);
  await album.shoot(page, 'variants-without-script');
  await page.getByRole('button', { name: zh.shop.buy }).click();
  expect(await page.getByLabel('100g').isChecked()).toBe(true);
  await album.shoot(page, 'order-form-variants');
  await page.getByLabel(zh.orders.form.name).fill('小林');
  await page.getByLabel(zh.orders.form.phone).fill('13800138000');
  await page.getByLabel(zh.orders.form.address).fill('上海市黄浦区人民广场 1 号');
  await page.getByRole('button', { name: zh.orders.form.place }).click();
  await page.waitForURL(/\/o\//);
  return leaflet;
}

test('a shop arranged on a phone sells, is asked and answers without any script', async () => {
  const keeper = await signIn(await speak(await browser.newContext(phone), 'zh'), system.url, 'keeper1');
  const errors = watchErrors(keeper);
  const shopUrl = await arrangeShop(keeper);
  const consumer = await (await withoutScript()).newPage();

  const leaflet = await buyWithoutScript(consumer, shopUrl);
  await keeper.goto(`${system.url}/inbox`);
  await keeper.getByText(inbox.empty).waitFor();
  await album.shoot(keeper, 'inbox-empty');
  await consumer.goto(leaflet);
  await consumer.getByLabel(ask.text).fill('能放多久？');
  await album.shoot(consumer, 'ask-without-script');
  await consumer.getByRole('button', { name: ask.send }).click();
  await consumer.getByText(ask.waiting).waitFor();
  await keeper.getByText('能放多久？').waitFor();
  await album.shoot(keeper, 'inbox-new');
  await keeper.getByLabel(inbox.answer).fill('密封放阴凉处，两年没问题');
  await keeper.getByRole('button', { name: inbox.send }).click();
  await keeper.getByText(inbox.yours).waitFor();
  await album.shootIn(keeper, 'desktop', 'inbox');
  await consumer.reload();
  await consumer.getByText('密封放阴凉处，两年没问题').waitFor();
  await album.shoot(consumer, 'answered-without-script');

  const { orders: placed } = await given.host.client.call(orders.listOrders, { brandId: given.show.brand.brandId });
  expect(placed.map(({ shopkeeper }) => shopkeeper.accountId)).toEqual([given.shopkeepers[0]?.accountId]);
  expect(placed).toMatchObject([{ variant: { name: '100g' }, total: { amountMinor: 15_800 } }]);
  expect(errors).toEqual([]);
});

test('her page asks without leaving it, and her answer is there when its asker comes back', async () => {
  const { client } = given.shopkeepers[0]!;
  const { code } = await client.call(shares.createShare, {
    showId: given.show.showId,
    materialId: given.materials.poster,
  });
  const consumer = await openPhone(await browser.newContext({ ...phone, locale: 'zh-CN' }));
  const errors = watchErrors(consumer);
  await consumer.goto(`${system.url}/s/${code}`);
  await consumer.getByLabel(ask.text).fill('有礼盒吗？');
  await consumer.getByRole('button', { name: ask.send }).click();
  await consumer.getByText(ask.waiting).waitFor();
  const url = consumer.url();

  const { inquiries: asked } = await client.call(inquiries.listInquiries, {});
  const { inquiryId } = asked.find(({ text }) => text === '有礼盒吗？')!;
  await client.call(inquiries.answerInquiry, { inquiryId, answer: '有，两罐装' });

  await consumer.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // She comes back to the page.
  await consumer.getByText('有，两罐装').waitFor();
  expect(consumer.url()).toBe(url);
  expect(errors).toEqual([]);
});

test('after the show her page plays from a moment, shows the card of each, and hands moments on under her code', async () => {
  await until('some of the programme is stored', async () => (await countSegments()) >= 3, { timeoutMs: 30_000 });
  await dropMaterial(host, '检测报告');
  const dropped = await countSegments();
  await until('it goes on after the drop', async () => (await countSegments()) >= dropped + 4, { timeoutMs: 30_000 });
  await endShow(host);
  const code = await codeOfShop();
  const state = await until('the replay is on her page', async () => {
    const { show } = await given.operator.call(shares.getShop, { code });
    return show.status === 'replay' && show;
  });
  const consumer = await openPhone(await browser.newContext({ ...phone, locale: 'zh-CN' }));
  const second = Math.floor((state.cards.at(-1)?.startsMs ?? 0) / 1_000) + 1;

  await consumer.goto(`${system.url}/s/${code}?t=${second}`);
  const card = consumer.locator('#now .now-card');
  await until('the replay plays from the second of the address', async () => (await atMs(consumer)) >= second * 1_000);
  await card.waitFor();
  expect(state.cards).toHaveLength(2);
  await album.shoot(consumer, 'replay-moment');
  await consumer.getByRole('button', { name: new RegExp(zh.shop.island.moment) }).click();
  await consumer.locator('.now-share output').filter({ hasText: /./ }).waitFor();
  await card.click();
  await consumer.waitForURL((url) => url.pathname.startsWith('/s/'));
  await album.shootIn(consumer, 'desktop', 'share-page');

  const shop = await given.shopkeepers[0]!.client.call(shops.getMyShop, {});
  await consumer.goto(shop.url);
  await consumer.getByText(front.replays).waitFor();
  await album.shoot(consumer, 'front-with-replay');
  await album.shootIn(consumer, 'desktop', 'front');
});

const atMs = (page: Page) => page.evaluate(() => (document.querySelector('video')?.currentTime ?? 0) * 1_000);

/** How much of the programme is stored, in segments. */
async function countSegments(): Promise<number> {
  const { show } = await given.operator.call(shares.getShop, { code: await codeOfShop() });
  if (!show.hlsPath) return 0;
  const list = await (await fetch(`${system.url}${show.hlsPath}`)).text();
  return Number(/MEDIA-SEQUENCE:(\d+)/.exec(list)?.[1] ?? 0) + (list.match(/#EXTINF/g)?.length ?? 0);
}

const codeOfShop = async (): Promise<ShareCode> =>
  (await given.shopkeepers[0]!.client.call(shares.listShares, {})).shares.find(
    ({ materialId }) => materialId === given.materials.poster,
  )!.code;
