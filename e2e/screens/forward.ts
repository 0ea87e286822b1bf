import { zh } from '@shoal/contract/words';
import type { Page } from 'playwright-core';

/** Opens the sheet of a poster on her feed and waits until her own poster is painted. */
export async function openForward(room: Page, title: string, words: typeof zh = zh): Promise<void> {
  const card = room.locator('article[data-kind="poster"]').filter({ hasText: title });
  await card.getByRole('button', { name: words.room.feed.forward, exact: true }).click();
  const poster = room.getByRole('dialog').getByAltText(words.room.forward.posterOf(title));
  await poster.and(room.locator('[data-loaded]')).waitFor();
}

/** Saves her poster as she does. @returns where the file is that she got. */
export async function savePoster(room: Page): Promise<string> {
  const coming = room.waitForEvent('download');
  await room.getByRole('dialog').getByRole('button', { name: zh.room.forward.savePoster }).click();
  const path = await (await coming).path();
  await room.getByText(zh.room.forward.saved).waitFor();
  return path;
}

/** Says that she has sent it, and goes back to the show. */
export async function finishForward(room: Page): Promise<void> {
  const sheet = room.getByRole('dialog');
  await sheet.getByRole('button', { name: zh.room.forward.done }).click();
  await sheet.getByRole('button', { name: zh.room.forward.backToShow }).click();
}
