import type { ShowId } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Page } from 'playwright-core';
import { until } from '../harness/until.ts';

const { studio } = zh;
/** A name with parameters, matched whatever they are. */
const named = (make: (title: string) => string, title: string) => make(title);

export async function openStudio(page: Page, url: string, showId: ShowId): Promise<void> {
  await page.goto(`${url}/studio/${showId}`);
  await page.getByRole('button', { name: studio.goLive, exact: true }).waitFor();
}

/** Presses the one button and waits for the badge. */
export async function goLive(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: studio.goLive, exact: true });
  await until('the go-live button can be pressed', () => button.isEnabled(), { timeoutMs: 30_000 });
  await button.click();
  await page.getByRole('button', { name: studio.end, exact: true }).waitFor({ timeout: 30_000 });
}

export async function dropMaterial(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: named(studio.dropMaterial, title) }).click();
}

/** Ends it, and waits for the words that say so. */
export async function endShow(page: Page, words: string = studio.isOver): Promise<void> {
  await page.getByRole('button', { name: studio.end, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: studio.end, exact: true }).click();
  await page.getByText(words).waitFor({ timeout: 15_000 });
}
