import { orders } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../scripts/ground/free-port.mjs';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak, watchErrors } from './harness/browser.ts';
import { type GivenShow, givenShow, stockProducts } from './harness/given.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { expectMoreFrames, openRoom } from './screens/room.ts';
import { dropMaterial, goLive, openStudio } from './screens/studio.ts';

/** A name in a local network: to a browser it is no secure context, as 127.0.0.1 would be. */
const HOST = 'shoal.test';
const album = new Album();
let address: string;
let system: System;
/** Phones of the network; and the host's computer, whose browser was told to trust the address. */
let phones: Browser;
let computer: Browser;
let given: GivenShow;

beforeAll(async () => {
  const port = await findFreePort();
  address = `http://${HOST}:${port}`;
  const named = `--host-resolver-rules=MAP ${HOST} 127.0.0.1`;
  [system, phones, computer] = await Promise.all([
    System.open({ HTTP_PORT: String(port), PUBLIC_URL: address }),
    openBrowser([named]),
    openBrowser([named, `--unsafely-treat-insecure-origin-as-secure=${address}`]),
  ]);
  given = await givenShow(system, 1);
  await stockProducts(given);
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(phones, 'plain-http');
});
afterAll(async () => {
  await phones?.close();
  await computer?.close();
  await system?.close();
}, 60_000);

test('on plain http a shopkeeper sees the show and forwards it, and a consumer watches and orders', async () => {
  const { showId } = given.show;
  const host = await signIn(await computer.newContext({ ...desktop, locale: 'zh-CN' }), address, 'host');
  const keeper = await signIn(await speak(await phones.newContext(phone), 'zh'), address, 'keeper1');
  const errors = watchErrors(keeper);
  expect(await keeper.evaluate(() => isSecureContext)).toBe(false);
  await openRoom(keeper, address, showId);
  await openStudio(host, address, showId);
  await goLive(host);
  await expectMoreFrames(keeper, 10);
  await dropMaterial(host, '今晚开箱价');

  const consumer = await (await phones.newContext({ ...phone, locale: 'zh-CN' })).newPage();
  errors.push(...watchErrors(consumer));
  await consumer.goto(await copyLink(keeper));
  await until('the live picture plays', () =>
    consumer.evaluate(() => (document.querySelector('video')?.currentTime ?? 0) > 1),
  );
  await album.shoot(consumer, 'plain-http-consumer');
  await order(consumer);
  const { brandId } = given.show.brand;
  const { orders: placed } = await given.host.client.call(orders.listOrders, { brandId });
  expect(placed.map(({ shopkeeper }) => shopkeeper.accountId)).toEqual([given.shopkeepers[0]?.accountId]);
  expect(errors).toEqual([]);
});

/** The words and the link that her clipboard holds after the sheet's button; a page of plain http cannot read it back. */
async function copyLink(keeper: Page): Promise<string> {
  await keeper.evaluate(() => {
    document.addEventListener('copy', () => {
      const field = document.activeElement;
      if (field instanceof HTMLTextAreaElement) document.title = field.value;
    });
  });
  const card = keeper.locator('article[data-kind="poster"]').first();
  await card.getByRole('button', { name: zh.room.feed.forward, exact: true }).click();
  const sheet = keeper.getByRole('dialog');
  await sheet.getByText('/s/').waitFor();
  await album.shoot(keeper, 'plain-http-forward');
  await sheet.getByRole('button', { name: zh.room.forward.copyAll }).click();
  await sheet.getByText(zh.room.forward.copied).waitFor();
  const url = (await keeper.title()).split(/\s/).at(-1) ?? '';
  expect(url.startsWith(`${address}/s/`)).toBe(true);
  return url;
}

async function order(consumer: Page): Promise<void> {
  const { form } = zh.orders;
  await consumer.getByRole('link', { name: zh.shop.buy }).click();
  await consumer.getByLabel(form.name).fill('小林');
  await consumer.getByLabel(form.phone).fill('13800138000');
  await consumer.getByLabel(form.address).fill('上海市黄浦区人民广场 1 号');
  await consumer.getByRole('button', { name: form.place }).click();
  await consumer.waitForURL(/\/o\//);
  await album.shoot(consumer, 'plain-http-ordered');
}
