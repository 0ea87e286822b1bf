import { zh } from '@shoal/contract/words';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, phone, photograph, signIn } from './harness/browser.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { decodedFrames, expectMoreFrames, openRoom } from './screens/room.ts';
import { goLive, openStudio } from './screens/studio.ts';

let system: System;
let browser: Browser;
let given: GivenShow;
beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
  given = await givenShow(system);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'join');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

const openContext = (view: typeof phone | typeof desktop): Promise<BrowserContext> =>
  browser.newContext({ ...view, locale: 'zh-CN' });
const { picture } = zh.room;

/** When a step of the start happened, by the page's own marks; null before it does. */
const markOf = (page: Page, name: string) =>
  page.evaluate((mark) => performance.getEntriesByName(`shoal.watch.${mark}`, 'mark')[0]?.startTime ?? null, name);

const choose = async (page: Page, choice: 'auto' | 'small' | 'none') => {
  await page.getByRole('button', { name: picture.title }).click();
  await page.getByRole('radio', { name: new RegExp(`^${picture[choice]}`) }).click();
  await page.keyboard.press('Escape');
};
const widthOf = (page: Page) => page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0);

/** A screen to share: a headless browser has none to choose. */
async function shareRed(context: BrowserContext): Promise<BrowserContext> {
  await context.addInitScript(() => {
    const share = async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1_280, height: 720 });
      const pen = canvas.getContext('2d');
      setInterval(() => {
        if (!pen) return;
        pen.fillStyle = '#ff0000';
        pen.fillRect(0, 0, canvas.width, canvas.height);
      }, 100);
      return canvas.captureStream(15);
    };
    if (navigator.mediaDevices) Object.assign(navigator.mediaDevices, { getDisplayMedia: share });
  });
  return context;
}

/** What a viewer sees where the camera stands over a screen; null unless the middle is the red screen. */
const cornerOf = (page: Page) =>
  page.evaluate(() => {
    const video = document.querySelector('video');
    const pen = Object.assign(document.createElement('canvas'), { width: 160, height: 90 }).getContext('2d');
    if (!video || !pen) return null;
    pen.drawImage(video, 0, 0, 160, 90);
    const isRed = (x: number, y: number) => {
      const [red = 0, green = 0] = pen.getImageData(x, y, 1, 1).data;
      return red > 180 && green < 70;
    };
    if (!isRed(60, 45)) return null;
    return isRed(138, 70) ? 'red' : 'other';
  });

async function expectStill(page: Page): Promise<void> {
  let before = -1;
  await until('the picture stands still', async () => {
    const now = await decodedFrames(page);
    const isStill = now === before;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 700)); // Between two looks at a picture of 30 frames a second.
    return isStill;
  });
}

const see = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((next) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => next });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('from a warm lobby to a picture as she wants it, and on to another studio', async () => {
  const { showId } = given.show;
  const host = await signIn(await shareRed(await openContext(desktop)), system.url, 'host');
  await openStudio(host, system.url, showId);
  const room = await signIn(await openContext(phone), system.url, 'keeper1');
  await openRoom(room, system.url, showId);
  await until('the lobby is connected', async () => (await markOf(room, 'connected')) !== null);
  expect(await markOf(room, 'asked')).toBeNull();

  await goLive(host);
  await room.locator('video[data-source="webrtc"]').waitFor({ timeout: 20_000 });
  await expectMoreFrames(room, 30);
  await until('the top layer', async () => (await widthOf(room)) >= 640);

  await choose(room, 'small');
  await until('the small layer', async () => (await widthOf(room)) <= 320);
  await choose(room, 'none');
  await room.getByText(zh.room.stage.soundOnlyText).waitFor();
  await expectStill(room);
  await choose(room, 'auto');
  await until('the top layer again', async () => (await widthOf(room)) >= 640);

  await see(room, 'hidden');
  await expectStill(room);
  await see(room, 'visible');
  await expectMoreFrames(room, 30);

  await host.getByRole('button', { name: zh.studio.shareScreen }).click();
  await until('the screen alone', async () => (await cornerOf(room)) === 'red');
  await host.getByRole('button', { name: zh.studio.cameraOverScreen }).click();
  await until('the camera over the screen', async () => (await cornerOf(room)) === 'other');
  await host.getByRole('button', { name: zh.studio.stopScreen }).click();
  await expectMoreFrames(room, 30);

  const second = await signIn(await openContext(desktop), system.url, 'host');
  await second.goto(`${system.url}/studio/${showId}`);
  await second.getByRole('button', { name: zh.studio.takeBack }).click();
  await host.getByText(zh.studio.superseded, { exact: true }).waitFor();
  await second.getByRole('button', { name: zh.studio.end, exact: true }).waitFor({ timeout: 20_000 });
  await expectMoreFrames(room, 60);
});
