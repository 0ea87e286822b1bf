import { streamKeys } from '@shoal/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { desktop, openBrowser, photograph } from './harness/browser.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { SdpClientPage } from './harness/sdp-client-page.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { expectMoreFrames } from './screens/room.ts';

let system: System;
let browser: Browser;
let given: GivenShow;
let clients: SdpClientPage;
beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
  given = await givenShow(system);
  clients = await SdpClientPage.open();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'whip');
});
afterAll(async () => {
  await browser?.close();
  await clients?.close();
  await system?.close();
});

const issue = async (kind: 'publish' | 'play') => {
  const { key, secret } = await given.host.client.call(streamKeys.issueStreamKey, { showId: given.show.showId, kind });
  return { url: key.url, secret };
};
const openPage = async (): Promise<Page> => clients.show(await browser.newContext(desktop));
const widthOf = (page: Page) => page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0);

test('a WHIP client from npm publishes, a WHEP player from npm plays', async () => {
  const [publish, play] = [await issue('publish'), await issue('play')];
  const host = await openPage();
  host.on('console', (message) => console.log('HOST', message.text()));
  await host.evaluate(({ url, secret }) => window.publishWhip(url, secret, false), publish);
  const viewer = await openPage();
  viewer.on('console', (message) => console.log('VIEW', message.text()));
  await new Promise((r) => setTimeout(r, 1500));
  await viewer.evaluate(({ url, secret }) => window.playWhep(url, secret), play);
  await expectMoreFrames(viewer, 30);
  console.log('width', await widthOf(viewer));

  const again = await openPage();
  await again.evaluate(({ url, secret }) => window.publishWhip(url, secret, true), publish);
  await new Promise((r) => setTimeout(r, 2500));
  await expectMoreFrames(viewer, 30);
  await until('the top layer', async () => (await widthOf(viewer)) >= 1280).catch((e) => console.log(e));
  console.log('width', await widthOf(viewer));
  console.log(system.tail().slice(-3000));
});
