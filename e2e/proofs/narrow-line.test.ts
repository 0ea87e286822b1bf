import { zh } from '@shoal/contract/words';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, phone, photograph, signIn } from '../harness/browser.ts';
import { givenShow } from '../harness/given.ts';
import { LossyLink } from '../harness/lossy-link.ts';
import { pause } from '../harness/pause.ts';
import { chooseMediaPort, System } from '../harness/system.ts';
import { expectMoreFrames, openRoom } from '../screens/room.ts';
import { goLive, openStudio } from '../screens/studio.ts';

/** Its length is in waiting for a line: `npm test` checks the rules of it beside them. */
const isLong = process.env.PROOF_SIZE === 'long';
/** Sound takes 50 kbit/s, the smallest picture more than what is left. */
const NARROW_BPS = 120_000;
const SAID_WITHIN_MS = 8_000;
const HEARD_FOR_MS = 5_000;
/** What is queued before the line when the picture stops is heard late. */
const SETTLES_MS = 2_000;
const BACK_WITHIN_MS = 40_000;

let system: System;
let browser: Browser;
let link: LossyLink;
beforeAll(async () => {
  const mediaPort = chooseMediaPort();
  link = await LossyLink.open(mediaPort);
  system = await System.open({ MEDIA_PORT_BASE: String(mediaPort), MEDIA_WORKERS: '1' });
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'narrow-line');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
  link?.close();
});

declare global {
  interface Window {
    peerConnections?: RTCPeerConnection[];
  }
}

/** Keeps the page's connections where a test can ask them. */
const keepConnections = (context: BrowserContext) =>
  context.addInitScript(() => {
    const Native = RTCPeerConnection;
    const kept: RTCPeerConnection[] = [];
    window.peerConnections = kept;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        kept.push(this);
      }
    };
  });

/** Samples of sound so far, and those of them that were made up. */
const readSound = (page: Page) =>
  page.evaluate(async () => {
    const sound = { all: 0, madeUp: 0 };
    for (const connection of window.peerConnections ?? []) {
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type !== 'inbound-rtp' || stat.kind !== 'audio') continue;
        sound.all += stat.totalSamplesReceived;
        sound.madeUp += stat.concealedSamples;
      }
    }
    return sound;
  });

async function readMadeUpShare(page: Page): Promise<number> {
  const before = await readSound(page);
  await pause(HEARD_FOR_MS);
  const after = await readSound(page);
  return (after.madeUp - before.madeUp) / (after.all - before.all);
}

test.skipIf(!isLong)(
  'a line too narrow for any picture carries the sound, says so, and has its picture back',
  async () => {
    const { show } = await givenShow(system, 1);
    const host = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
    await openStudio(host, system.url, show.showId);
    await goLive(host);
    const context = await browser.newContext({ ...phone, locale: 'zh-CN' });
    await keepConnections(context);
    await link.use(context);
    const page = await signIn(context, system.url, 'keeper1');
    await openRoom(page, system.url, show.showId);
    await expectMoreFrames(page, 60);
    const note = page.getByText(zh.room.stage.soundFirst);

    link.bitsPerSecond = NARROW_BPS;
    const narrowAt = performance.now();
    await note.waitFor({ timeout: 30_000 });
    const saidMs = performance.now() - narrowAt;
    await pause(SETTLES_MS);
    const madeUpShare = await readMadeUpShare(page);
    await page.screenshot({ path: 'test-results/sound-first.png' });

    link.bitsPerSecond = Number.POSITIVE_INFINITY;
    const openAt = performance.now();
    await expectMoreFrames(page, 60, BACK_WITHIN_MS);
    await note.waitFor({ state: 'detached' });
    const backMs = performance.now() - openAt;
    console.log(JSON.stringify({ saidMs, madeUpShare, backMs }));

    expect(saidMs).toBeLessThan(SAID_WITHIN_MS);
    expect(madeUpShare).toBeLessThan(0.05);
  },
);
