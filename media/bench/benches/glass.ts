import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { blockMedia, browserOptions } from '../../../e2e/harness/browser.ts';
import { resizePicture, useProgrammeSignal } from '../../../e2e/harness/programme-signal.ts';
import { readDelayMs } from '../../../e2e/harness/read-delay-ms.ts';
import { until } from '../../../e2e/harness/until.ts';
import { goLive, openStudio } from '../../../e2e/screens/studio.ts';
import { seedSchool } from '../../../scripts/loadtest/seed-school.ts';
import { scheduleBenchShow } from '../load/bench-show.ts';
import { openDirectCall } from '../load/direct-call.ts';
import { makeSteadyFile } from '../load/steady-file.ts';
import { startSystem } from '../processes/start-system.ts';
import { type Delays, toGlassLines } from './glass-lines.ts';

export type GlassOptions = {
  /** Rounds of readings; one more comes first and is dropped. */
  pairs: number;
  /** Readings of each way in a round. */
  readings: number;
};
type Way = keyof Delays;
const WAYS: readonly Way[] = ['direct', 'webrtc', 'hls'];
type Watchers = Record<Way, Page>;

const START_LIMIT_MS = 60_000;
/** Small enough that two cores code it for four at once. */
const PICTURE = { width: 640, height: 360 };
/** What the players take to settle at their distance. */
const SETTLED_AFTER_FRAMES = 90;

/**
 * [G6] How old the picture is that a viewer sees: the host's page paints its clock into every frame, and it is read from
 * the pixels of the viewers' video elements. A direct call from the same page, Shoal's WebRTC and its low-latency HLS run
 * at the same time and are read in turn.
 */
export async function glass({ pairs, readings }: GlassOptions) {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const rounds: Delays[] = [];
  try {
    const watchers = await openWatchers(closers);
    for (let turn = 0; turn <= pairs; turn += 1) {
      const delays = await readRound(watchers, readings);
      if (turn > 0 || pairs === 0) rounds.push(delays);
    }
  } finally {
    for (const close of closers.toReversed()) await close();
  }
  return { name: 'glass', options: { pairs, readings }, lines: toGlassLines(rounds), figures: { rounds }, voids: [] };
}

async function openWatchers(closers: (() => Promise<unknown> | unknown)[]): Promise<Watchers> {
  const demoDir = await makeSteadyFile();
  const ended: (() => Promise<void>)[] = [];
  closers.push(async () => {
    for (const close of ended.toReversed()) await close();
  });
  const place = await startSystem({ viewers: 10, workers: 1, demoDir, isRecorded: true }, ended);
  const school = await seedSchool(place, { shopkeepers: 2, isLive: false, password: undefined });
  const showId = await scheduleBenchShow({ url: place.url, school });
  const browser = await chromium.launch(browserOptions());
  closers.push(() => browser.close());
  const open = (token: string | undefined) => openContext(browser, { url: place.url, token: token ?? '' });

  const hostContext = await open(school.hostToken);
  await useProgrammeSignal(hostContext);
  const host = await hostContext.newPage();
  await openStudio(host, place.url, showId);
  await resizePicture(host, PICTURE);
  await goLive(host);

  const [direct, webrtc, hls] = [
    await (await open(undefined)).newPage(),
    await (await open(school.tokens[0])).newPage(),
    await (await blockMedia(await open(school.tokens[1]))).newPage(),
  ];
  await direct.goto(`${place.url}/sign-in`);
  await openDirectCall(host, direct);
  for (const page of [webrtc, hls]) await page.goto(`${place.url}/room/${showId}`);
  await webrtc.locator('video[data-source="webrtc"]').waitFor({ timeout: START_LIMIT_MS });
  await hls.locator('video[data-source="hls"][data-hls="edge"]').waitFor({ timeout: START_LIMIT_MS });
  const watchers = { direct, webrtc, hls };
  for (const way of WAYS) await untilSettled(way, watchers[way]);
  return watchers;
}

async function openContext(browser: Browser, { token, url }: { token: string; url: string }): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 640, height: 480 }, locale: 'zh-CN' });
  if (token) await context.addCookies([{ name: 'sid', value: token, url }]);
  return context;
}

const untilSettled = (way: Way, page: Page) =>
  until(
    `${SETTLED_AFTER_FRAMES} frames of ${way}`,
    () =>
      page.evaluate(
        (frames) => (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > frames,
        SETTLED_AFTER_FRAMES,
      ),
    { timeoutMs: START_LIMIT_MS },
  );

/** One reading of each way, then the next of each: what the machine does meanwhile it does to all. */
async function readRound(watchers: Watchers, readings: number): Promise<Delays> {
  const delays: Delays = { direct: [], webrtc: [], hls: [] };
  await until(
    `${readings} readings of each clock`,
    async () => {
      for (const way of WAYS) {
        const delayMs = await readDelayMs(watchers[way]);
        if (delayMs !== null) delays[way].push(delayMs);
      }
      return WAYS.every((way) => delays[way].length >= readings);
    },
    { timeoutMs: START_LIMIT_MS },
  );
  return delays;
}
