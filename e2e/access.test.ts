import { shares } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak } from './harness/browser.ts';
import { type GivenShow, givenShow, stockProducts } from './harness/given.ts';
import { System } from './harness/system.ts';
import { unnamedControls } from './harness/unnamed-controls.ts';
import { until } from './harness/until.ts';
import { openForward } from './screens/forward.ts';
import { openRoom } from './screens/room.ts';
import { dropMaterial, goLive, isWithin, openStudio } from './screens/studio.ts';

const POSTER = '今晚开箱价';
/** A phone of 390×844 at 200 %. */
const zoomed = { width: 195, height: 422 };
const album = new Album();
let system: System;
let browser: Browser;
let given: GivenShow;
let host: Page;

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
  given = await givenShow(system, 1);
  await stockProducts(given);
  host = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
  await openStudio(host, system.url, given.show.showId);
  await goLive(host);
  await dropMaterial(host, POSTER);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'access');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

const isAsWide = (page: Page) =>
  page.evaluate(() => {
    const whole = document.querySelector('dialog > div') ?? document.documentElement;
    return whole.scrollWidth <= whole.clientWidth;
  });

test.each([
  ['zh', zh],
  ['en', en],
] as const)(
  'on a phone at 200 % the forward sheet keeps one act in reach, all of it a scroll away (%s)',
  async (locale, words) => {
    const keeper = await signIn(await speak(await browser.newContext(phone), locale), system.url, 'keeper1');
    await openRoom(keeper, system.url, given.show.showId);
    await openForward(keeper, POSTER, words);
    const sheet = keeper.getByRole('dialog');
    const primary = sheet.getByRole('button', { name: words.room.forward.copyAll });
    const done = sheet.getByRole('button', { name: words.room.forward.done });
    expect(await isWithin(done, phone.viewport)).toBe(true); // A whole phone has room for the bar.
    await album.shoot(keeper, `forward-${locale}`);

    await keeper.setViewportSize(zoomed);
    await album.shoot(keeper, `forward-200-${locale}`);
    await until('the act is in reach', () => isWithin(primary, zoomed));
    expect(await isWithin(done, zoomed)).toBe(false);
    expect(await isAsWide(keeper)).toBe(true);
    await primary.click();
    await until('what came of it is read', () => isWithin(sheet.getByRole('status').last(), zoomed));
    await album.shoot(keeper, `forward-200-copied-${locale}`);
    await sheet.getByLabel(words.room.forward.words).scrollIntoViewIfNeeded();
    await album.shoot(keeper, `forward-200-words-${locale}`);
    await sheet.getByRole('button', { name: `+ ${words.tasks.sheet.addGroup}` }).click();
    expect(await isAsWide(keeper)).toBe(true);
    await album.shoot(keeper, `forward-200-group-${locale}`);
    await done.scrollIntoViewIfNeeded();
    await album.shoot(keeper, `forward-200-end-${locale}`);
    await done.click();
    await sheet.getByText(words.room.forward.doneTitle).waitFor();
  },
);

test.each([
  ['zh-CN', zh],
  ['en-GB', en],
] as const)('at 320 px nothing of what a consumer reads is wider than the window (%s)', async (locale, words) => {
  const context = await browser.newContext({ ...phone, viewport: { width: 320, height: 640 }, locale });
  const page = await context.newPage();
  const link = { showId: given.show.showId, materialId: given.materials.poster };
  const { code } = await until('the poster is dropped', () =>
    given.shopkeepers[0]!.client.call(shares.createShare, link).catch(() => undefined),
  );
  const paths = [
    [`/s/${code}`, words.shop.buy],
    [`/s/${code}/order`, words.orders.form.place],
    ['/s/00000000000000', words.shop.unknown.link.title],
    ['/o/cut', words.shop.unknown.order.title],
  ] as const;
  for (const [path, said] of paths) {
    await page.goto(system.url + path);
    await page.getByText(said).first().waitFor();
    expect([path, await isAsWide(page)]).toEqual([path, true]);
    await album.shoot(page, `320${path.replaceAll(/\W/g, '-').replace(code, 'code')}-${locale}`);
  }
});

test('every control of the main screens, and of the dialogs over a plan, has a name', async () => {
  const { showId } = given.show;
  const { brandId } = given.show.brand;
  const nameless: Record<string, string[]> = {};
  const look = async (page: Page, at: string) => {
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => {}); // A live page never is.
    const found = await unnamedControls(page);
    if (found.length > 0) nameless[at] = found;
  };
  const walks = {
    host: ['/', '/account', `/studio/${showId}`, '/console/shows/new', `/console/shows/${showId}`],
    operator: [
      ...['/console/shows', '/console/shopkeepers', '/console/media-nodes', '/console/orders', '/console/ledger'],
      ...['/console/settings', '/console/held-evidence', '/console/reported-inquiries'],
      ...['brands', 'products', 'materials', 'claims'].map((tab) => `/console/materials?tab=${tab}&brand=${brandId}`),
    ],
    keeper1: ['/', '/account', '/my-shop', '/inbox', '/earnings', `/room/${showId}`],
  };
  for (const [who, paths] of Object.entries(walks)) {
    const page = await signIn(await speak(await browser.newContext(desktop), 'zh'), system.url, who);
    for (const path of paths) {
      await page.goto(system.url + path);
      await look(page, path);
    }
    if (who === 'host') await lookOverPlan(page, look);
    await page.context().close();
  }
  expect(nameless).toEqual({});
});

/** The dialogs that a plan opens. */
async function lookOverPlan(page: Page, look: (page: Page, at: string) => Promise<void>): Promise<void> {
  for (const name of [zh.console.addMaterial, zh.tasks.console.add, zh.asks.console.addQuiz, zh.asks.console.addPoll]) {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
    await look(page, name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
}

test('on a slow line a page says that it is coming, before its code is there', async () => {
  const context = await browser.newContext({ ...phone, locale: 'zh-CN' });
  const page = await context.newPage();
  const line = Promise.withResolvers<void>();
  await page.route('**/assets/*.js', async (route) => {
    await line.promise;
    await route.continue();
  });
  await page.goto(`${system.url}/sign-in`, { waitUntil: 'commit' });
  const coming = page.getByRole('status', { name: `${zh.common.loading} ${en.common.loading}` });
  await coming.waitFor();

  line.resolve();
  await page.getByRole('button', { name: zh.account.signIn }).waitFor();
  expect(await coming.count()).toBe(0);
  await context.close();
});
