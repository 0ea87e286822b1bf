import { replays, type ShowId } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, phone, photograph, signIn } from '../harness/browser.ts';
import { decodeErrors } from '../harness/flash-beep-offsets.ts';
import { givenShow } from '../harness/given.ts';
import { LossyLink } from '../harness/lossy-link.ts';
import { OwnBrowser } from '../harness/own-browser.ts';
import { pause } from '../harness/pause.ts';
import { Relay } from '../harness/relay.ts';
import { chooseMediaPort, System } from '../harness/system.ts';
import { timeBreakOf } from '../harness/time-break.ts';
import { until } from '../harness/until.ts';
import { decodedFrames, expectMoreFrames, openRoom } from '../screens/room.ts';
import { endShow, goLive, openStudio } from '../screens/studio.ts';

const isLong = process.env.PROOF_SIZE === 'long';
const OFFLINE_MS = isLong ? 30_000 : 5_000;
/** Longer than a viewer's lease: what she had is closed by then. */
const SLEEP_MS = 75_000;
/** Longer than the server waits for a socket that says nothing. */
const FROZEN_HOST_MS = 30_000;
/** One break in a machine that tests other things too may take twice as long as those of the long proof. */
const PATIENCE = isLong ? 1 : 2;
const BACK_AFTER_NETWORK_MS = 5_000 * PATIENCE;
/** Chromium notices by itself only after 5 s or more that nothing answers. */
const BACK_BY_ITSELF_MS = 12_000 * PATIENCE;
const NOTICED_WITHIN_MS = 3_000 * PATIENCE;
const HOST_BACK_MS = 8_000 * PATIENCE;

let system: System;
let browser: Browser;
let laptop: OwnBrowser;
let studio: OwnBrowser;
const links: LossyLink[] = [];
let relay: Relay;
const mediaPort = chooseMediaPort();
beforeAll(async () => {
  system = await System.open({ MEDIA_PORT_BASE: String(mediaPort), MEDIA_WORKERS: '1' });
  relay = await Relay.open(new URL(system.url));
  [browser, studio, laptop] = await Promise.all([openBrowser(), OwnBrowser.open(), OwnBrowser.open()]);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'healing');
});
afterAll(async () => {
  await browser?.close();
  await laptop?.close();
  await studio?.close();
  relay?.close();
  for (const link of links) link.close();
  await system?.close();
});

const openContext = (of: Browser, view: typeof phone | typeof desktop): Promise<BrowserContext> =>
  of.newContext({ ...view, locale: 'zh-CN' });

/** A viewer with a line of her own for her media. */
async function openViewer(of: Browser, accountName: string, showId: ShowId, url = system.url) {
  const link = await LossyLink.open(mediaPort);
  links.push(link);
  const context = await openContext(of, phone);
  await link.use(context);
  const page = await signIn(context, url, accountName);
  await openRoom(page, url, showId);
  await page.locator('video[data-source="webrtc"]').waitFor({ timeout: 20_000 });
  await expectMoreFrames(page, 30);
  return { context, link, page };
}
type Viewer = Awaited<ReturnType<typeof openViewer>>;

/** Everything is gone, signalling and media; then the phone says that it is back. */
async function goOffline({ context, link, page }: Viewer): Promise<number> {
  link.isCut = true;
  relay.cut();
  await context.setOffline(true);
  await pause(OFFLINE_MS);
  link.isCut = false;
  relay.mend();
  await context.setOffline(false);
  return timeBreakOf(page, performance.now());
}

/** From one network into another: what she sent from leads nowhere any more. */
async function switchNetwork({ link, page }: Viewer): Promise<number> {
  link.leave();
  return timeBreakOf(page, performance.now());
}

async function sleep({ page }: Viewer): Promise<number> {
  const before = await decodedFrames(page);
  laptop.sleep();
  await pause(SLEEP_MS);
  laptop.wake();
  expect(await decodedFrames(page)).toBeLessThan(before + 300); // Who sleeps sees nothing.
  return timeBreakOf(page, performance.now());
}

/** Her studio's tab crashes; she reloads it, and that is all. @returns when viewers were told, and when they saw her again */
async function crashStudio(session: CDPSession, viewers: readonly Page[]) {
  const crashedAt = performance.now();
  session.send('Page.crash').catch(() => {}); // Whoever crashes answers nothing.
  const notes = viewers.map((page) => page.getByText(zh.room.stage.standing).waitFor({ timeout: 20_000 }));
  await Promise.all(notes);
  const noticedMs = performance.now() - crashedAt;
  const reloadedAt = performance.now();
  await session.send('Page.reload');
  const backMs = await untilAllMove(viewers, reloadedAt);
  return { noticedMs, backMs };
}

/** Her laptop sleeps in the middle of the show, and she goes on with another one. */
async function takeOver(session: CDPSession, showId: ShowId, viewers: readonly Page[]) {
  studio.sleep();
  const second = await signIn(await openContext(browser, desktop), system.url, 'host');
  await pause(FROZEN_HOST_MS);
  await second.goto(`${system.url}/studio/${showId}`);
  const takenAt = performance.now();
  await second.getByRole('button', { name: zh.studio.takeBack }).click();
  const takenMs = await untilAllMove(viewers, takenAt);
  studio.wake();
  await until('the zombie has heard of it', async () => (await readText(session)).includes(zh.studio.superseded));
  await Promise.all(viewers.map((page) => expectMoreFrames(page, 60)));
  return { second, takenMs };
}

const untilAllMove = async (viewers: readonly Page[], sinceMs: number) =>
  Math.max(...(await Promise.all(viewers.map((page) => timeBreakOf(page, sinceMs)))));

/** What stands on a page that crashed and was reloaded: its own handle stays broken. */
const readText = async (session: CDPSession) => {
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.body?.innerText ?? ""' });
  return String(result.value);
};

test('offline, in another network, asleep, a studio that crashes: all stream again without a click', async () => {
  const { host: account, show } = await givenShow(system, 3);
  const { showId } = show;
  const host = await signIn(await openContext(studio.browser, desktop), system.url, 'host');
  const session = await host.context().newCDPSession(host);
  await openStudio(host, system.url, showId);
  await goLive(host);
  const [offline, moving, ...sleepers] = await Promise.all([
    openViewer(browser, 'keeper1', showId, relay.url),
    openViewer(browser, 'keeper2', showId),
    ...(isLong ? [openViewer(laptop.browser, 'keeper3', showId)] : []),
  ]);
  const viewers = [offline, moving, ...sleepers].map(({ page }) => page);

  const networks = Promise.all([goOffline(offline), switchNetwork(moving), ...sleepers.map(sleep)]);
  const [offlineMs = 0, switchMs = 0, sleepMs = 0] = await networks;
  const crash = await crashStudio(session, viewers);
  const { second, takenMs } = isLong ? await takeOver(session, showId, viewers) : { second: null, takenMs: 0 };
  console.log(JSON.stringify({ offlineMs, switchMs, sleepMs, crash, takenMs }));

  expect(offlineMs).toBeLessThan(BACK_AFTER_NETWORK_MS);
  expect(Math.max(switchMs, sleepMs)).toBeLessThan(BACK_BY_ITSELF_MS);
  expect(crash.noticedMs).toBeLessThan(NOTICED_WITHIN_MS);
  expect(Math.max(crash.backMs, takenMs)).toBeLessThan(HOST_BACK_MS);
  if (!second) return;
  await endShow(second);
  const call = () => account.client.call(replays.getReplay, { showId });
  const replay = await until('the replay is there', call, { timeoutMs: 5_000 });
  expect(await decodeErrors(`${system.url}${replay.hlsPath}`)).toBe('');
  expect(replay.gaps).toHaveLength(2);
}, 400_000);
