import type { Page } from 'playwright-core';
import { all, answer, fail, hold } from '../api-faults.ts';
import type { DemoStand } from '../demo-stand.ts';
import { everywhere, onPhones, type Sheet } from '../gallery.ts';

const FAILED_MS = 3_500;
const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).last();

/** Frames flow, so that a picture of the room shows the show. */
export const untilPlaying = (page: Page) =>
  page.waitForFunction(() => (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 20);

async function room(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const at = { path: `/room/${stand.demo.shows.live}`, who: 'shopkeeper' } as const;
  const call = /api\/shows\/[\w-]+\/room$/;
  await tiles({ ...at, state: 'live', act: untilPlaying, waitMs: 1_500 }, [...everywhere, ['lyingPhone', 'zh']]);
  await tile({
    ...at,
    state: 'sound on',
    act: (page) => untilPlaying(page).then(() => button(page, /打开声音/).click()),
  });
  await tile({ ...at, state: 'loading', before: hold(call) });
  await tile({ ...at, state: 'failed', before: fail(call), waitMs: FAILED_MS });
  await tile({
    ...at,
    state: 'socket not yet there',
    before: (context) => context.routeWebSocket(/socket\.io/, () => {}),
  });
  await tile({
    ...at,
    state: 'network lost',
    act: async (page) => {
      await untilPlaying(page);
      await page.context().setOffline(true);
    },
    waitMs: 6_000,
  });
  await tile({
    ...at,
    state: 'keyboard focus',
    view: 'desktop',
    act: async (page) => {
      await untilPlaying(page);
      for (let at = 0; at < 4; at += 1) await page.keyboard.press('Tab');
    },
  });
}

async function sheets(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const at = { path: `/room/${stand.demo.shows.live}`, who: 'shopkeeper' } as const;
  const forward = async (page: Page) => {
    await page.locator('article[data-seq]').first().waitFor();
    await button(page, /^(转发|Forward)$/).click();
  };
  const done = async (page: Page) => {
    await forward(page);
    await button(page, /我已转发|I forwarded it|I have forwarded|Done/).click();
  };
  await tiles({ ...at, state: 'forward', act: forward, waitMs: 3_000 }, everywhere);
  await tile({ ...at, state: 'forward, link held', before: hold('/shares'), act: forward });
  await tile({ ...at, state: 'forward, link failed', before: fail('/shares'), act: forward, waitMs: FAILED_MS });
  await tiles({ ...at, state: 'forwarded', act: done, waitMs: 1_500 }, onPhones);
  const visits = (page: Page) => button(page, /我的访问|My visits|Visits/).click();
  await tiles({ ...at, state: 'visits', act: visits }, everywhere);
  const none = answer('/shares*', (real: object) => ({ ...real, shares: [], visitorsTotal: 0, visitsTotal: 0 }));
  await tile({ ...at, state: 'visits, none', before: none, act: visits });
  await tile({ ...at, state: 'visits, loading', before: all(hold('/shares*')), act: visits });
  await tile({ ...at, state: 'visits, failed', before: all(fail('/shares*')), act: visits, waitMs: FAILED_MS });
}

async function chat(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const at = { path: `/room/${stand.demo.shows.live}`, who: 'shopkeeper' } as const;
  const open = (page: Page) => button(page, /聊天|Chat/).click();
  await tiles({ ...at, state: 'chat', act: open }, everywhere);
  const say = async (page: Page) => {
    await open(page);
    await page.getByRole('dialog').locator('textarea, input').first().fill('这款敏感肌能用吗？群里有人问。');
    await page.keyboard.press('Enter');
  };
  await tile({ ...at, state: 'a message said', act: say, waitMs: 1_500 });
}

async function replay(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const at = { path: `/replay/${stand.demo.shows.finished}`, who: 'shopkeeper' } as const;
  const call = /api\/shows\/[\w-]+\/replay$/;
  await tiles({ ...at, state: 'playing', waitMs: 4_000 }, everywhere);
  await tile({ ...at, state: 'loading', before: hold(call) });
  await tile({ ...at, state: 'failed', before: fail(call), waitMs: FAILED_MS });
  await tile({
    ...at,
    state: 'recording out of reach',
    before: (context) => context.route(/\.m3u8|\.mp4|\.m4s/, (route) => route.abort()),
    waitMs: 5_000,
  });
}

/** What a shopkeeper sees. */
export const roomSheets = (stand: DemoStand) => ({
  room: (sheet: Sheet) => room(stand, sheet),
  'room-forward': (sheet: Sheet) => sheets(stand, sheet),
  'room-chat': (sheet: Sheet) => chat(stand, sheet),
  replay: (sheet: Sheet) => replay(stand, sheet),
});
