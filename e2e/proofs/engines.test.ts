import { replays, shares } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBrowser, phone, photograph, signIn } from '../harness/browser.ts';
import type { DrivenBrowser } from '../harness/driven-browser.ts';
import { hasFirefox, openFirefox } from '../harness/firefox.ts';
import { type GivenShow, givenShow } from '../harness/given.ts';
import { System } from '../harness/system.ts';
import { until } from '../harness/until.ts';
import { hasWebKit, openWebKit } from '../harness/webkit.ts';
import { expectMoreFrames, openRoom } from '../screens/room.ts';
import { dropMaterial, endShow, sendSignal } from '../screens/studio.ts';

/** `npm test` leaves them out: WebKitGTK stops for ever in its own player now and then, which says nothing of Shoal. */
const isProven = process.env.PROOF_SIZE === 'long';
const engines = [
  { name: 'WebKit', isHere: hasWebKit, openEngine: openWebKit },
  { name: 'Firefox', isHere: hasFirefox, openEngine: openFirefox },
];

let system: System;
let browser: Browser;
const open: DrivenBrowser[] = [];

beforeEach(async () => {
  // By all addresses of this machine: Firefox sends no media over the loopback one.
  system = await System.open({ MEDIA_ADDRESS: '' });
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await photograph(browser, 'engines-chromium');
    for (const [at, driven] of open.entries()) await driven.photograph(`engines-${at + 1}`).catch(() => undefined);
  }
  for (const driven of open.splice(0)) await driven.close();
  await browser?.close();
  await system?.close();
});

async function keepOpen(opening: Promise<DrivenBrowser>): Promise<DrivenBrowser> {
  const driven = await opening;
  open.push(driven);
  return driven;
}

/** The picture is to be seen, and its time moves. */
async function expectPlaying(driven: DrivenBrowser): Promise<void> {
  const readSeconds = async () => {
    const state = await driven.evaluate(() => {
      const video = document.querySelector('video');
      if (!video) return null;
      const { currentTime, dataset, error, paused, readyState, videoWidth } = video;
      const buffered = Array.from({ length: video.buffered.length }, (_, at) => video.buffered.end(at));
      const { opacity } = getComputedStyle(video);
      return { currentTime, paused, videoWidth, opacity, readyState, buffered, ...dataset, error: error?.message };
    });
    if (state && state.videoWidth > 0 && state.opacity === '1' && !state.paused) return state.currentTime;
    throw new Error(JSON.stringify(state)); // What is waited for says how far it came.
  };
  const from = await until('there is a picture', readSeconds, { timeoutMs: 30_000 });
  await until('its time moves', async () => (await readSeconds()) > from + 1);
}

const buttonIn = (box: string, name: string) => `//${box}//button[normalize-space()='${name}']`;

/** A poster to all her groups: the sheet stands in the window, and she says that it is done. */
async function forwardPoster(keeper: DrivenBrowser): Promise<void> {
  const forward = buttonIn("article[@data-kind='poster']", zh.room.feed.forward);
  await until('the poster is there', () => keeper.tap(forward).then(() => true));
  await until('the sheet stands in the window', () =>
    keeper.evaluate(() => {
      const { bottom, height, top } = document.querySelector('dialog[open]')?.getBoundingClientRect() ?? new DOMRect();
      return height > 300 && top >= 0 && bottom <= innerHeight + 1;
    }),
  );
  await until('it can be said', () => keeper.tap(buttonIn('dialog', zh.room.forward.done)).then(() => true));
  await until('it is done', () =>
    keeper.evaluate((title) => document.querySelector('dialog')?.innerText.includes(title), zh.room.forward.doneTitle),
  );
}

/** Each picture of the library fills the box that it was given. */
async function expectPicturesInPlace(crew: DrivenBrowser): Promise<void> {
  await crew.go(`${system.url}/console/materials`);
  const off = await until('the library has pictures', () =>
    crew.evaluate(() => {
      const pictures = [...document.querySelectorAll<HTMLImageElement>('main li img')];
      const isLoaded = pictures.length > 0 && pictures.every(({ naturalWidth }) => naturalWidth > 0);
      const top = (one: Element | null) => one?.getBoundingClientRect().top ?? 0;
      return isLoaded ? pictures.map((one) => Math.round(top(one) - top(one.parentElement))) : null;
    }),
  );
  expect(new Set(off)).toEqual(new Set([0]));
}

/** The show is over, and she plays it again. */
async function expectReplay(keeper: DrivenBrowser, { host, show: { showId } }: GivenShow): Promise<void> {
  await until('the replay is there', () => host.client.call(replays.getReplay, { showId }));
  await keeper.go(`${system.url}/replay/${showId}`);
  await until('the replay is loaded', () =>
    keeper.evaluate(() => {
      const video = document.querySelector('video');
      if (!video || video.readyState < 3) return false;
      video.muted = true;
      void video.play();
      return true;
    }),
  );
  await expectPlaying(keeper);
}

test.each(engines.filter(({ isHere }) => isProven && isHere))(
  'in $name a shopkeeper watches and forwards, her visitor is counted, the crew sees its pictures, and the replay plays',
  async ({ openEngine }) => {
    const given = await givenShow(system, 1);
    const { showId } = given.show;
    const host = await sendSignal(browser, system.url, showId);
    await host.getByRole('button', { name: zh.studio.goToSegment('一起转发') }).click();
    await dropMaterial(host, '今晚开箱价');

    const keeper = await keepOpen(openEngine());
    await keeper.signIn(system.url, 'keeper1');
    await keeper.go(`${system.url}/room/${showId}`);
    await expectPlaying(keeper);
    await keeper.evaluate(() => document.querySelector('video')?.pause()); // As a phone call does.
    await expectPlaying(keeper);
    await forwardPoster(keeper);

    const { client } = given.shopkeepers[0]!;
    const { shares: links } = await client.call(shares.listShares, { showId });
    const visitor = await keepOpen(openEngine());
    await visitor.go(links[0]!.url);
    await expectPlaying(visitor);
    await until('her visit is counted', async () => {
      const { visitorsTotal } = await client.call(shares.listShares, { showId });
      return visitorsTotal === 1;
    });
    await visitor.signIn(system.url, 'operator');
    await expectPicturesInPlace(visitor);

    await endShow(host);
    await expectReplay(keeper, given);
  },
);

test.skipIf(!isProven || !hasFirefox)(
  'a host in Firefox, which sends VP8, is seen directly in Firefox and in Chromium, and again in the replay',
  async () => {
    const given = await givenShow(system, 1);
    const { showId } = given.show;
    const host = await keepOpen(openFirefox());
    await host.signIn(system.url, 'host');
    await host.go(`${system.url}/studio/${showId}`);
    await until('she is live', () => host.tap(buttonIn('body', zh.studio.goLive)).then(() => true));

    const keeper = await keepOpen(openFirefox());
    await keeper.signIn(system.url, 'keeper1');
    await keeper.go(`${system.url}/room/${showId}`);
    await expectPlaying(keeper);
    expect(await keeper.evaluate(() => document.querySelector('video')?.dataset.source)).toBe('webrtc');
    const page = await signIn(await browser.newContext(phone), system.url, 'operator');
    await openRoom(page, system.url, showId);
    await expectMoreFrames(page, 30);

    await host.tap(buttonIn('body', zh.studio.end));
    await until('she has ended it', () => host.tap(buttonIn("*[@role='dialog']", zh.studio.end)).then(() => true));
    await expectReplay(keeper, given);
  },
);
