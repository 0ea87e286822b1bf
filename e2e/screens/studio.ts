import type { ShowId } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, Locator, Page } from 'playwright-core';
import { desktop, signIn } from '../harness/browser.ts';
import { useProgrammeSignal } from '../harness/programme-signal.ts';
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

/** A host of her own goes live, whose picture and sound can be told apart second by second. */
export async function sendSignal(browser: Browser, url: string, showId: ShowId): Promise<Page> {
  const context = await browser.newContext({ ...desktop, locale: 'zh-CN' });
  await useProgrammeSignal(context);
  const host = await signIn(context, url, 'host');
  await openStudio(host, url, showId);
  await goLive(host);
  return host;
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

const narrowWindows = [
  { width: 390, height: 844 },
  { width: 720, height: 450 }, // A desktop of 1440×900 at 200 %.
] as const;

/** In windows too narrow for three columns the stage stays and every column comes at a press; nothing is off the edge. */
export async function expectNarrowStudio(page: Page): Promise<void> {
  const wide = page.viewportSize();
  const { plan, school } = studio.panes;
  const inside = [
    [school, page.getByRole('textbox', { name: studio.say })],
    [plan, page.getByText(studio.drop, { exact: true }).first()],
  ] as const;
  for (const window of narrowWindows) {
    await page.setViewportSize(window);
    for (const [pane, part] of inside) {
      await page.getByRole('radiogroup', { name: studio.panes.label }).getByText(pane, { exact: true }).click();
      for (const shown of [part, page.locator('video'), page.getByRole('button', { name: studio.end, exact: true })]) {
        await until(`${pane} is within ${window.width}×${window.height}`, () => isWithin(shown, window));
      }
    }
  }
  if (wide) await page.setViewportSize(wide);
}

/** Whether all of it can be seen without scrolling. */
export async function isWithin(part: Locator, { height, width }: { width: number; height: number }): Promise<boolean> {
  const box = await part.boundingBox();
  if (!box) return false;
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
}
