import { type ShowId, shares, shows } from '@shoal/contract';
import type { Page } from 'playwright-core';
import type { DemoStand } from '../demo-stand.ts';
import { everywhere, onPhones, type Sheet } from '../gallery.ts';
import { HostDesk } from '../host-desk.ts';
import { forgetOwnShow, makeOwnShow } from '../own-show.ts';
import { untilPlaying } from './room-sheets.ts';

const toEnd = (page: Page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight));

async function sharePage(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const path = stand.link('consumer');
  await tiles({ state: 'live', path, act: untilPlaying, waitMs: 1_000 }, everywhere);
  await tile({ state: 'live, further down', path, act: toEnd });
  await tile({ state: 'live, connecting', path, before: (context) => context.route(/m3u8/, () => {}) });
  await tile({
    state: 'live, stream lost',
    path,
    before: (context) => context.route(/m3u8/, (route) => route.abort()),
    waitMs: 9_000,
  });
  await tile({ state: 'scripts off', path, isScriptOff: true });
  await tiles({ state: 'unknown code', path: '/s/xxxxxxxxxxxxxx' }, onPhones);
  await tile({ state: 'malformed code', path: '/s/x' });
  const replay = await shareOf(stand, stand.demo.shows.finished);
  await tiles({ state: 'replay', path: replay, act: untilPlaying, waitMs: 1_000 }, everywhere);
  await tile({ state: 'replay, further down', path: replay, act: toEnd });
}

/** Of a show of our own: its link before the host is back, after a recall, and after the end. */
async function sharePageThroughShow(stand: DemoStand, sheet: Sheet): Promise<void> {
  const { showId } = await makeOwnShow(stand);
  const desk = await HostDesk.open(stand, showId);
  try {
    await desk.pressGoLive();
    await desk.untilLive();
    await desk.drop('第三方检测报告');
    await desk.page.waitForTimeout(1_500);
    const path = await shareOf(stand, showId);
    await desk.page
      .getByRole('button', { name: /^撤回「/ })
      .first()
      .click();
    await desk.page.waitForTimeout(1_500);
    await sheet.tiles({ state: 'recalled', path, waitMs: 3_000 }, onPhones);
    await desk.end();
    await sheet.tiles({ state: 'just ended', path, waitMs: 300 }, onPhones);
    await forgetOwnShow(stand, showId);
    await sheet.tiles({ state: 'no replay', path }, onPhones);
  } finally {
    await desk.close();
    await forgetOwnShow(stand, showId);
  }
}

/** The first shopkeeper's link for the first material that a show dropped. */
async function shareOf(stand: DemoStand, showId: ShowId): Promise<string> {
  const client = await stand.client('shopkeeper');
  const host = await stand.client('host');
  const show = await host.call(shows.getShow, { showId });
  for (const { materialId } of show.segments.flatMap(({ materials }) => materials)) {
    const share = await client.call(shares.createShare, { showId: show.showId, materialId }).catch(() => undefined);
    if (share) return new URL(share.url).pathname;
  }
  throw new Error('nothing of this show was dropped');
}

/** What a consumer sees. */
export const shareSheets = (stand: DemoStand) => ({
  'share-page': (sheet: Sheet) => sharePage(stand, sheet),
  'share-page-after': (sheet: Sheet) => sharePageThroughShow(stand, sheet),
});
