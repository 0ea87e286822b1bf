import { shares } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak, watchErrors } from './harness/browser.ts';
import { givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { openRoom } from './screens/room.ts';
import { dropMaterial, goLive, openStudio } from './screens/studio.ts';

const words = zh.questions;
const album = new Album();
let system: System;
let browser: Browser;

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'questions');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

const openAs = async (who: string, view: typeof phone | typeof desktop, locale: 'zh' | 'en' = 'zh') =>
  signIn(await speak(await browser.newContext({ ...view }), locale), system.url, who);
const first = '能冷泡吗？要泡多久？';

async function raise(page: Page, text: string, own = words) {
  await page.getByRole('textbox', { name: own.placeholder }).fill(text);
  await page.getByRole('dialog').getByRole('button', { name: own.send, exact: true }).click();
  await page.getByRole('dialog').getByText(text).waitFor();
}

test('a question from the lobby is voted up, answered, filed, and read by a buyer [QU1] [QU2] [QU4] [QU5] [QU6]', async () => {
  const given = await givenShow(system);
  const { showId } = given.show;
  const [host, keeper, other] = [
    await openAs('host', desktop),
    await openAs('keeper1', phone),
    await openAs('keeper2', phone, 'en'),
  ];
  const errors = [host, keeper, other].map(watchErrors);

  await openRoom(keeper, system.url, showId);
  await keeper.getByRole('button', { name: words.placeholder }).click();
  await keeper.getByText(words.empty, { exact: true }).waitFor();
  await album.shoot(keeper, 'lobby-empty-zh');
  await raise(keeper, first);
  await raise(keeper, '开封以后放冰箱还是常温？');
  await album.shoot(keeper, 'lobby-asked-zh');
  await openStudio(host, system.url, showId);
  await goLive(host);
  await dropMaterial(host, '今晚开箱价');

  await openRoom(other, system.url, showId);
  const bar = other.getByRole('button', { name: en.questions.bar, exact: true });
  await bar.waitFor();
  await album.shoot(other, 'room-bar-en');
  await bar.click();
  await other.getByRole('button', { name: en.questions.vote(first, 1) }).click();
  await other.getByRole('button', { name: en.questions.vote(first, 2), pressed: true }).waitFor();
  await raise(other, 'Does it keep the taste in a thermos bottle on a long day out?', en.questions);
  await album.shoot(other, 'room-voted-en');
  await album.shootIn(other, 'desktop', 'room-voted-en');

  await host.getByRole('tab', { name: words.studio.tab(3) }).click();
  const row = host.getByRole('listitem', { name: first });
  await row.focus();
  await host.keyboard.press('t');
  await row.getByText(words.answering, { exact: true }).waitFor();
  await other.getByText(en.questions.answering).waitFor();
  await album.shootIn(host, 'desktop', 'studio-queue-zh');
  await album.shootInBoth(host, 'studio-queue');
  await row.focus();
  await host.keyboard.press('a');
  await host.getByRole('textbox', { name: words.studio.words }).fill('可以。冷水泡六小时，放冰箱。');
  await album.shootIn(host, 'desktop', 'studio-answer-zh');
  await host.getByRole('button', { name: words.studio.send }).click();
  await other.getByText('可以。冷水泡六小时，放冰箱。').waitFor();

  await row.getByRole('button', { name: words.studio.file }).click();
  await host.getByRole('textbox', { name: words.studio.answerLabel }).waitFor();
  await album.shootIn(host, 'desktop', 'studio-file-zh');
  await host.getByRole('button', { name: words.studio.save, exact: true }).click();
  await host.getByText(words.studio.filed).waitFor();
  await keeper.getByRole('button', { name: words.bar }).click();
  await keeper.getByRole('list', { name: words.answered }).getByText(first).waitFor();
  await album.shoot(keeper, 'room-answered-zh');

  await readAsBuyer(given);
  await editInConsole(given.show.products[0]?.name ?? '');
  expect(errors.flat()).toEqual([]);
}, 120_000);

async function readAsBuyer({ materials, shopkeepers, show }: Awaited<ReturnType<typeof givenShow>>): Promise<void> {
  const asked = { showId: show.showId, materialId: materials.poster };
  const { url } = (await shopkeepers[0]?.client.call(shares.createShare, asked)) ?? { url: '' };
  const buyer = await (await browser.newContext({ ...phone, locale: 'zh-CN' })).newPage();
  await buyer.goto(url);
  await buyer.getByText(first).click();
  await buyer.getByText('可以。冷水泡六小时，放冰箱。').waitFor();
  await buyer.getByText(first).scrollIntoViewIfNeeded();
  await album.shoot(buyer, 'share-page-zh');
  await album.shootIn(buyer, 'desktop', 'share-page-zh');
  await buyer.close();
  const foreigner = await (await browser.newContext({ ...phone, locale: 'en-GB' })).newPage();
  await foreigner.goto(url);
  await foreigner.getByText(first).click();
  await foreigner.getByText('可以。冷水泡六小时，放冰箱。').scrollIntoViewIfNeeded();
  await album.shoot(foreigner, 'share-page-en');
  await foreigner.close();
}

async function editInConsole(product: string): Promise<void> {
  const operator = await openAs('operator', desktop);
  await operator.goto(`${system.url}/console/materials?tab=products`);
  await operator.getByRole('button', { name: product }).click();
  const faqs = operator.getByRole('region', { name: words.console.title });
  await faqs.getByText(first).scrollIntoViewIfNeeded();
  await album.shootIn(operator, 'desktop', 'console-zh');
  await faqs.getByRole('button', { name: `${words.console.archive} ${first}` }).click();
  await until('the question is put away', async () => (await faqs.getByText(first).count()) === 0);
}
