import { zh } from '@shoal/contract/words';
import type { Locator, Page } from 'playwright-core';

type Words = typeof zh;

/** The operator opens what she takes back, in the library. @returns the dialog. */
export async function openRecall(page: Page, url: string, title: string, words: Words = zh): Promise<Locator> {
  await page.goto(`${url}/console/materials`);
  await page.getByRole('button', { name: title }).click();
  await page.getByRole('button', { name: words.recalls.desk.open }).click();
  return page.getByRole('dialog', { name: words.recalls.desk.title(title) });
}

export async function fillRecall(
  dialog: Locator,
  reason: string,
  correction: string,
  words: Words = zh,
): Promise<void> {
  await dialog.getByLabel(words.recalls.desk.reason).fill(reason);
  await dialog.getByLabel(words.recalls.desk.correction).fill(correction);
}
