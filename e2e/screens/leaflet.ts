import { zh } from '@shoal/contract/words';
import type { Page } from 'playwright-core';
import { until } from '../harness/until.ts';

type Words = typeof zh;
export type Buyer = { name: string; phone: string; address: string; quantity: number };

/** A browser whose scripts are switched off in its settings. @returns what switches them on, from the next page on. */
export async function switchScriptsOff(page: Page): Promise<() => Promise<void>> {
  // Each session keeps a setting of its own, and one that is off wins.
  const session = await page.context().newCDPSession(page);
  const set = async (value: boolean) => {
    await session.send('Emulation.setScriptExecutionDisabled', { value });
  };
  await set(true);
  return () => set(false);
}

/** Waits until the picture on a consumer's page has moved on by a second, with frames decoded. */
export async function expectPictureMoves(page: Page): Promise<void> {
  const read = () =>
    page.evaluate(() => {
      const video = document.querySelector('video');
      return { at: video?.currentTime ?? 0, frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0 };
    });
  const first = await until('the first frame', async () => {
    const seen = await read();
    return seen.frames > 0 && seen;
  });
  await until('the picture moves on', async () => {
    const { at, frames } = await read();
    return at >= first.at + 1 && frames > first.frames + 5;
  });
}

/** By the link and the form on her page, which need no script. @returns the address of the buyer's order. */
export async function buyOn(page: Page, buyer: Buyer, words: Words = zh): Promise<string> {
  await page.getByRole('link', { name: words.shop.buy }).click();
  await fillOrder(page, buyer, words);
  await page.getByRole('button', { name: words.orders.form.place }).click();
  await page.waitForURL(/\/o\//);
  return page.url();
}

export async function fillOrder(page: Page, { address, name, phone, quantity }: Buyer, words: Words): Promise<void> {
  const { form } = words.orders;
  await page.getByLabel(form.quantity).fill(String(quantity));
  await page.getByLabel(form.name).fill(name);
  await page.getByLabel(form.phone).fill(phone);
  await page.getByLabel(form.address).fill(address);
}

/** The buyer asks for all of it back, from her order's page. */
export async function askRefund(page: Page, reason: string, words: Words = zh): Promise<void> {
  const own = words.orders.page;
  await page.locator('summary').filter({ hasText: own.refundTitle }).click();
  await page.getByLabel(own.refundReason).fill(reason);
  await page.getByRole('button', { name: own.refundSend }).click();
  await page.getByRole('heading', { name: own.refunds }).waitFor();
}
