import type { ShowId } from '@shoal/contract';
import type { Page } from 'playwright-core';
import { until } from '../harness/until.ts';

export async function openRoom(page: Page, url: string, showId: ShowId): Promise<void> {
  await page.goto(`${url}/room/${showId}`);
}

/** Frames that this page's video has decoded so far, by the browser's own count. */
export function decodedFrames(page: Page): Promise<number> {
  return page.evaluate(() => {
    const video = document.querySelector('video');
    return video ? video.getVideoPlaybackQuality().totalVideoFrames : 0;
  });
}

/** Waits until so many more frames are decoded. */
export async function expectMoreFrames(page: Page, more: number, timeoutMs = 20_000): Promise<void> {
  const before = await decodedFrames(page);
  await until(`${more} more decoded frames`, async () => (await decodedFrames(page)) >= before + more, { timeoutMs });
}

/** Listens from now on for what a page may say too shortly to be waited for. @returns whether it said so */
export async function listenFor(page: Page, words: string): Promise<() => Promise<boolean>> {
  const heard = await page.evaluateHandle((sought) => {
    const note = { isSaid: false };
    const look = () => {
      note.isSaid ||= document.body.textContent.includes(sought);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    return note;
  }, words);
  return () => heard.evaluate(({ isSaid }) => isSaid);
}

/** Seqs of the drops on the feed, in the order they stand in the page. */
export function dropSeqs(page: Page): Promise<number[]> {
  return page
    .locator('article[data-seq]')
    .evaluateAll((cards) => cards.map((card) => Number(card.getAttribute('data-seq'))));
}
