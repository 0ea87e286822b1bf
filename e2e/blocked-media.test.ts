import { zh } from '@shoal/contract/words';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  blockMedia,
  desktop,
  openBrowser,
  openBrowserWithoutUdp,
  phone,
  photograph,
  signIn,
} from './harness/browser.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { expectMoreFrames, openRoom } from './screens/room.ts';
import { dropMaterial, goLive, openStudio } from './screens/studio.ts';

let system: System;
let browser: Browser;
let withoutUdp: Browser;
let given: GivenShow;
beforeAll(async () => {
  system = await System.open();
  [browser, withoutUdp] = await Promise.all([openBrowser(), openBrowserWithoutUdp()]);
  given = await givenShow(system);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'blocked-media');
});
afterAll(async () => {
  await browser?.close();
  await withoutUdp?.close();
  await system?.close();
});

const openContext = (of: Browser, view: typeof phone | typeof desktop): Promise<BrowserContext> =>
  of.newContext({ ...view, locale: 'zh-CN' });

test('where packets do not pass, the room plays by TCP or HLS, and going live says what to do', async () => {
  const { showId } = given.show;
  const host = await signIn(await openContext(browser, desktop), system.url, 'host');
  await openStudio(host, system.url, showId);
  await goLive(host);

  const byTcp = await signIn(await openContext(withoutUdp, phone), system.url, 'keeper1');
  await openRoom(byTcp, system.url, showId);
  await byTcp.locator('video[data-source="webrtc"]').waitFor({ timeout: 20_000 });
  await expectMoreFrames(byTcp, 20);

  const byHls = await signIn(await blockMedia(await openContext(browser, phone)), system.url, 'keeper2');
  await openRoom(byHls, system.url, showId);
  await byHls.locator('video[data-source="hls"]').waitFor({ timeout: 20_000 });
  await expectMoreFrames(byHls, 20, 30_000);
  await dropMaterial(host, '检测报告');
  await byHls.getByRole('heading', { name: '检测报告' }).waitFor();
  expect(await byHls.locator('video').getAttribute('data-source')).toBe('hls');

  const stuck = await signIn(await blockMedia(await openContext(browser, desktop)), system.url, 'host');
  await stuck.goto(`${system.url}/studio/${showId}`);
  await stuck.getByRole('button', { name: zh.studio.takeBack }).click();
  await stuck.getByText(zh.studio.failure.network_blocked).first().waitFor({ timeout: 45_000 });
});
