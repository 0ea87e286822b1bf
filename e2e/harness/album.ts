import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { desktop, phone } from './browser.ts';

const windows = { phone: phone.viewport, desktop: { width: 1280, height: 800 } } as const;
export type AlbumWindow = keyof typeof windows;

/** Pictures of a walk, in the folder that SCREENS_DIR names; without it none are taken and the walk is the same. */
export class Album {
  readonly #dir = process.env.SCREENS_DIR;
  #count = 0;

  /** What a page shows now. */
  async shoot(page: Page, name: string): Promise<void> {
    if (!this.#dir) return;
    mkdirSync(this.#dir, { recursive: true });
    this.#count += 1;
    const number = String(this.#count).padStart(2, '0');
    await page.screenshot({ path: join(this.#dir, `${number}-${name}.png`) });
  }

  /** The same page through another window; it gets its own back. */
  async shootIn(page: Page, window: AlbumWindow, name: string): Promise<void> {
    if (!this.#dir) return;
    const before = page.viewportSize() ?? desktop.viewport;
    await page.setViewportSize(windows[window]);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await this.shoot(page, `${name}-${window}`);
    await page.setViewportSize(before);
  }

  /** A page in both languages, through both windows, once `ready` stands on it; it is loaded anew, and back in its own. */
  async shootAll(page: Page, name: string, ready: Locator): Promise<void> {
    if (!this.#dir) return;
    const first = await page.evaluate(() => localStorage.getItem('shoal.locale'));
    for (const locale of [first === 'zh' ? 'en' : 'zh', first === 'zh' ? 'zh' : 'en']) {
      await page.evaluate((chosen) => localStorage.setItem('shoal.locale', chosen), locale);
      await page.reload();
      await ready.waitFor();
      for (const window of ['phone', 'desktop'] as const) await this.shootIn(page, window, `${name}-${locale}`);
    }
  }
  /** A page that offers the other language, in both; it comes back in the first. */
  async shootInBoth(page: Page, name: string): Promise<void> {
    if (!this.#dir) return;
    await this.shoot(page, `${name}-zh`);
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await this.shoot(page, `${name}-en`);
    await page.getByRole('button', { name: '中文', exact: true }).click();
  }
}
