import { setTimeout as wait } from 'node:timers/promises';
import type { ShowId } from '@shoal/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../../../e2e/harness/browser.ts';
import { LossyLink } from '../../../e2e/harness/lossy-link.ts';
import { until } from '../../../e2e/harness/until.ts';
import { type School, seedSchool } from '../../../scripts/loadtest/seed-school.ts';
import { BenchHost, scheduleBenchShow } from '../load/bench-show.ts';
import { DelayRelay } from '../load/delay-relay.ts';
import { KEY_FRAMES_FILE, makeKeyFramesFile } from '../load/steady-file.ts';
import { startSystem } from '../processes/start-system.ts';
import { type Join, toJoinLines } from './join-lines.ts';

export type JoinOptions = { rttsMs: readonly number[]; pairs: number };
type Place = { url: string; school: School; relay: DelayRelay; link: LossyLink; context: BrowserContext };

const START_LIMIT_MS = 30_000;
/** The host's packets reach the node long before the news of them reaches the viewer. */
const FLOWS_WITHIN_MS = 1_000;

/** A page that is closed leaves its place on the node for up to 45 s, and a full node connects no lobby. */
const MOST_LEFT_BEHIND = 100;

/**
 * [G5] What a viewer waits for the first picture over round trips of several lengths: cold by opening the room of a live
 * show, and warm in a lobby whose connection is there. Pages of the product in Chromium; all they send and get takes the
 * long way. Time runs from asking for the picture to its first frame on the screen.
 */
export async function join({ pairs, rttsMs }: JoinOptions) {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const joins: Join[] = [];
  try {
    const place = await openPlace(closers);
    const live = await scheduleBenchShow(place);
    const host = await BenchHost.open(place, live);
    await host.goLive(KEY_FRAMES_FILE);
    for (let turn = 0; turn <= pairs; turn += 1) {
      for (const rttMs of rttsMs) {
        [place.relay.delayMs, place.link.delayMs] = [rttMs / 2, rttMs / 2];
        const took = { coldMs: await joinCold(place, live), warmMs: await joinWarm(place) };
        if (turn > 0 || pairs === 0) joins.push({ rttMs, ...took });
      }
    }
    await host.close();
  } finally {
    for (const close of closers.toReversed()) await close();
  }
  return { name: 'join', options: { pairs, rttsMs }, lines: toJoinLines(joins), figures: { joins }, voids: [] };
}

async function openPlace(closers: (() => Promise<unknown> | unknown)[]): Promise<Place> {
  const demoDir = await makeKeyFramesFile();
  const ended: (() => Promise<void>)[] = [];
  closers.push(async () => {
    for (const close of ended.toReversed()) await close();
  });
  const { databaseUrl, mediaPort, url } = await startSystem({ viewers: MOST_LEFT_BEHIND, workers: 1, demoDir }, ended);
  const school = await seedSchool({ url, databaseUrl }, { shopkeepers: 1, isLive: false, password: undefined });
  const relay = await DelayRelay.open(new URL(url));
  closers.push(() => relay.close());
  const link = await LossyLink.open(mediaPort);
  closers.push(() => link.close());
  const browser = await openBrowser();
  closers.push(() => browser.close());
  return { url, school, relay, link, context: await openContext(browser, { school, relay, link }) };
}

/** One context for all: what a page loads is in its cache after the first join, which does not count. */
async function openContext(browser: Browser, { link, relay, school }: Pick<Place, 'school' | 'relay' | 'link'>) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addCookies([{ name: 'sid', value: school.tokens[0] ?? '', url: relay.url }]);
  await link.use(context);
  return context;
}

async function joinCold({ context, relay }: Place, showId: ShowId): Promise<number> {
  const page = await context.newPage();
  try {
    await page.goto(`${relay.url}/room/${showId}`);
    return await readFirstFrame(page);
  } finally {
    await page.close();
  }
}

async function joinWarm(place: Place): Promise<number> {
  const { context, relay } = place;
  const showId = await scheduleBenchShow(place);
  const page = await context.newPage();
  const host = await BenchHost.open(place, showId);
  try {
    await page.goto(`${relay.url}/room/${showId}`);
    const isWarm = () => page.evaluate(() => performance.getEntriesByName('shoal.watch.connected').length > 0);
    await until('the lobby is connected', isWarm, { timeoutMs: START_LIMIT_MS });
    relay.hold();
    await host.goLive(KEY_FRAMES_FILE);
    await wait(FLOWS_WITHIN_MS);
    relay.release();
    return await readFirstFrame(page);
  } finally {
    relay.release();
    await host.close();
    await page.close();
  }
}

/** By the page's own clock, from asking to the screen. @throws Error when it was not WebRTC */
async function readFirstFrame(page: Page): Promise<number> {
  const read = () =>
    page.evaluate(() => performance.getEntriesByName('shoal.watch.firstFrame', 'measure')[0]?.duration ?? null);
  const tookMs = await until('the first frame', read, { timeoutMs: START_LIMIT_MS });
  const source = await page.locator('video[data-source]').first().getAttribute('data-source');
  if (source !== 'webrtc') throw new Error(`the first picture came by ${source}`);
  return tookMs;
}
