import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { ContactSheet } from './contact-sheet.ts';
import type { DemoStand, Locale, Who } from './demo-stand.ts';
import { findLayoutFaults } from './page-faults.ts';
import { isPhone, type View, views } from './views.ts';

/** A tile of a sheet: who looks at which address through which window, and what happens before the picture. */
export type Tile = {
  state: string;
  path: string;
  who?: Who;
  view?: View;
  locale?: Locale;
  isScriptOff?: boolean;
  /** Before the address is opened: holds or fails calls. */
  before?: (context: BrowserContext) => Promise<unknown>;
  /** Once it stands. */
  act?: (page: Page) => Promise<unknown>;
  waitMs?: number;
};
export type Sheet = {
  tile: (tile: Tile) => Promise<void>;
  /** The same in the windows and languages that matter most. */
  tiles: (tile: Tile, variants: readonly (readonly [View, Locale])[]) => Promise<void>;
  /** Of a page that somebody else opened. */
  shoot: (state: string, page: Page, view: View) => Promise<void>;
  note: (line: string) => void;
};

export const onPhones = [
  ['phone', 'zh'],
  ['smallPhone', 'en'],
] as const;
export const everywhere = [...onPhones, ['desktop', 'zh'], ['laptop', 'en']] as const;
export const onDesktops = [
  ['desktop', 'zh'],
  ['laptop', 'en'],
] as const;

/** Makes one contact sheet and writes what was found wrong beside it. A tile that fails is noted, the others go on. */
export async function makeSheet(
  stand: DemoStand,
  { make, name, outDir }: { name: string; outDir: string; make: (sheet: Sheet) => Promise<void> },
): Promise<void> {
  mkdirSync(outDir, { recursive: true });
  const paper = new ContactSheet(name);
  const seen = new Set<string>();
  const note = (line: string) => {
    if (seen.has(line)) return;
    seen.add(line);
    appendFileSync(join(outDir, 'findings.txt'), `${name} | ${line}\n`);
  };
  const shoot: Sheet['shoot'] = async (state, page, view) => {
    const { height, width } = views[view].viewport;
    const title = `${name} · ${state} · ${width}×${height}`;
    for (const fault of await findLayoutFaults(page, isPhone(view))) note(`${state} ${width} | ${fault}`);
    await paper.add(title, await page.screenshot({ timeout: 20_000 }));
  };
  const tile: Sheet['tile'] = async ({ act, before, path, state, waitMs = 700, ...how }) => {
    const { view = 'phone', locale = 'zh' } = how;
    const label = `${state} · ${locale}`;
    const { complaints, context, page } = await stand.open(how);
    try {
      await before?.(context);
      await openPage(page, path.startsWith('http') ? path : `${stand.url}${path}`);
      await settle(page);
      await act?.(page);
      await page.waitForTimeout(waitMs);
    } catch (error) {
      note(`${label} ${view} | not reached: ${String(error).split('\n')[0]}`);
    }
    await shoot(label, page, view).catch((error: unknown) => note(`${label} ${view} | no picture: ${String(error)}`));
    for (const complaint of complaints) note(`${label} | ${complaint}`);
    await context.close();
  };
  const tiles: Sheet['tiles'] = async (one, variants) => {
    for (const [view, locale] of variants) await tile({ ...one, view, locale });
  };
  try {
    await make({ tile, tiles, shoot, note });
  } finally {
    await paper.write(join(outDir, `${name}.jpg`));
  }
}

/** Opens an address; waits for pages that are being built at this moment. */
async function openPage(page: Page, url: string): Promise<void> {
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const answer = await page.goto(url, { waitUntil: 'domcontentloaded' });
    if (answer?.status() !== 503) return;
    await page.waitForTimeout(2_000);
  }
}

/** Until the page is drawn: the splash is gone, or it stays as a state of its own. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load').catch(() => {});
  await page.waitForTimeout(500);
}
