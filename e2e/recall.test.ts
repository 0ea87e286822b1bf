import { recalls, type recalls as recallWire, shares, type shares as shareWire } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak } from './harness/browser.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { openRoom } from './screens/room.ts';
import { dropMaterial, goLive, openStudio } from './screens/studio.ts';

const album = new Album();
let system: System;
let browser: Browser;
let given: GivenShow;
let share: shareWire.Share;
let state: recallWire.RecallState;
let title: string;
/** A host's studio, a shopkeeper's room, a buyer's phone without JavaScript, the operator's console. */
let studio: Page;
let room: Page;
let buyer: Page;
let operator: Page;
const CORRECTION = '价格写错了：正确的价格是 168 元。';

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
  given = await givenShow(system, 1);
  const open = async (view: typeof phone | typeof desktop, who: string) =>
    signIn(await speak(await browser.newContext({ ...view }), 'zh'), system.url, who);
  [studio, room, operator] = [
    await open(desktop, 'host'),
    await open(phone, 'keeper1'),
    await open(desktop, 'operator'),
  ];
  buyer = await (await browser.newContext({ ...phone, locale: 'zh-CN', javaScriptEnabled: false })).newPage();
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'recall');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

test('a poster is dropped and forwarded', async () => {
  const [keeper] = given.shopkeepers;
  if (!keeper) throw new Error('no shopkeeper');
  const { showId } = given.show;
  const materialId = given.materials.poster;
  state = await given.operator.call(recalls.getRecall, { materialId });
  title = state.title;
  await openRoom(room, system.url, showId);
  await openStudio(studio, system.url, showId);
  await goLive(studio);
  await dropMaterial(studio, title);
  await room.getByRole('heading', { name: title }).first().waitFor();
  share = await keeper.client.call(shares.createShare, { showId, materialId });
  await keeper.client.call(shares.recordEvidence, { shareId: share.shareId, grade: 'E1' });
  await buyer.goto(`${system.url}/s/${share.code}`);
  await buyer.getByRole('heading', { name: title }).or(buyer.getByText(zh.shop.price)).first().waitFor();
}, 120_000);

test('the operator sees whom it concerns, recalls it, and room and link say so', async () => {
  const words = zh.recalls.desk;
  await operator.goto(`${system.url}/console/materials`);
  await operator.getByRole('button', { name: title }).click();
  await operator.getByRole('button', { name: words.open }).click();
  await operator.getByText(words.reach(1, 1, 0)).waitFor();
  await operator.getByLabel(words.reason).fill('价格写错了');
  await operator.getByLabel(words.correction).fill(CORRECTION);
  await album.shoot(operator, 'recall-console-zh');
  await operator.getByRole('button', { name: words.confirm(1) }).click();
  await operator.getByText(words.progress(1, 0, 0)).waitFor();
  await album.shoot(operator, 'recalled-console-zh');

  await room.getByText(zh.room.feed.recalled).first().waitFor();
  await buyer.goto(`${system.url}/s/${share.code}`);
  await buyer.getByText(CORRECTION).waitFor();
  await album.shoot(buyer, 'correction-page-zh');
  const english = await (await browser.newContext({ ...phone, locale: 'en-US' })).newPage();
  await english.goto(`${system.url}/s/${share.code}`);
  await english.getByRole('heading', { name: en.recalls.page.title }).waitFor();
  await album.shoot(english, 'correction-page-en');
  expect(await buyer.locator('a[href$="/order"]').count()).toBe(0);
}, 120_000);

test('the shopkeeper finds the correction on her home, and ticks it off', async () => {
  const words = en.recalls.kit;
  await room.goto(system.url);
  await room.getByText(zh.recalls.kit.needsYou(1)).waitFor();
  await album.shoot(room, 'home-needs-you-zh');
  await room.getByRole('button', { name: 'English', exact: true }).click();
  await room.getByRole('link', { name: words.open }).click();
  await room.getByText(CORRECTION).first().waitFor();
  await album.shoot(room, 'kit-en');
  await room.getByRole('button', { name: words.tick }).click();
  await room.getByRole('button', { name: words.ticked }).waitFor();
  await album.shootIn(room, 'desktop', 'kit-done-en');
  const after = await given.operator.call(recalls.getRecall, { materialId: state.materialId });
  expect(after.standing).toMatchObject({ seen: 1, done: 1 });
}, 60_000);
