import type { Page } from 'playwright-core';
import { answer, fail, hold } from '../api-faults.ts';
import type { DemoStand } from '../demo-stand.ts';
import { onDesktops, type Sheet } from '../gallery.ts';

const FAILED_MS = 3_500;
const crew = { who: 'operator', view: 'desktop' } as const;
const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const openTab = (name: RegExp) => (page: Page) => page.getByRole('tab', { name }).click();
const none = (field: string) => (real: object) => ({ ...real, [field]: [] });

const reschedule = async (page: Page) => {
  await press(/更多操作/)(page);
  await page.getByRole('menuitem', { name: /改时间/ }).click();
};

async function shows({ tile, tiles }: Sheet): Promise<void> {
  const at = { ...crew, path: '/console/shows' };
  await tiles({ ...at, state: 'all shows', waitMs: 1_500 }, [...onDesktops, ['phone', 'zh']]);
  await tile({ ...at, state: 'menu of a show', act: press(/更多操作/) });
  await tile({ ...at, state: 'loading', before: hold('/shows') });
  await tile({ ...at, state: 'failed', before: fail('/shows'), waitMs: FAILED_MS });
  await tile({ ...at, state: 'none yet', before: answer('/shows', none('shows')) });
}

async function editor(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const at = { ...crew, path: `/console/shows/${stand.demo.shows.waiting}` };
  const toEnd = (page: Page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await tiles({ ...at, state: 'a scheduled show', waitMs: 1_500 }, [...onDesktops, ['phone', 'zh']]);
  await tiles({ ...at, state: 'run of show and guests', act: toEnd }, onDesktops);
  await tile({ ...at, state: 'adding material', act: press(/添加素材/) });
  await tile({ ...at, state: 'choosing a time', act: reschedule });
  await tile({ ...at, state: 'a live show', path: `/console/shows/${stand.demo.shows.live}`, waitMs: 1_500 });
  await tile({ ...at, state: 'a new show', path: '/console/shows/new' });
  await tile({ ...at, state: 'loading', before: hold(/api\/shows\/[\w-]+$/) });
  await tile({ ...at, state: 'failed', before: fail(/api\/shows\/[\w-]+$/), waitMs: FAILED_MS });
}

async function materials({ tile, tiles }: Sheet): Promise<void> {
  const at = { ...crew, path: '/console/materials' };
  const list = /api\/materials(\?|$)/;
  await tiles({ ...at, state: 'materials', waitMs: 1_500 }, [...onDesktops, ['phone', 'zh']]);
  await tile({ ...at, state: 'products', act: openTab(/产品/), waitMs: 1_500 });
  await tile({ ...at, state: 'brands', act: openTab(/品牌/), waitMs: 1_500 });
  await tile({ ...at, state: 'new material', act: press(/新建素材/) });
  await tile({ ...at, state: 'loading', before: hold(list) });
  await tile({ ...at, state: 'failed', before: fail(list), waitMs: FAILED_MS });
  await tile({ ...at, state: 'none yet', before: answer(list, none('materials')) });
}

async function people({ tile, tiles }: Sheet): Promise<void> {
  const at = { ...crew, path: '/console/shopkeepers' };
  const list = /api\/accounts(\?|$)/;
  await tiles({ ...at, state: 'accounts', waitMs: 1_500 }, [...onDesktops, ['phone', 'zh']]);
  await tile({ ...at, state: 'new account', act: press(/新建账号|新建/) });
  await tile({ ...at, state: 'loading', before: hold(list) });
  await tile({ ...at, state: 'failed', before: fail(list), waitMs: FAILED_MS });
  await tile({ ...at, state: 'nobody found', path: '/console/shopkeepers?search=zzzz' });
}

const settings = ({ tiles }: Sheet) =>
  tiles({ ...crew, state: 'settings', path: '/console/settings' }, [...onDesktops, ['phone', 'zh']]);

/** The crew's ledger. */
export const consoleSheets = (stand: DemoStand) => ({
  'console-shows': shows,
  'console-editor': (sheet: Sheet) => editor(stand, sheet),
  'console-materials': materials,
  'console-people': people,
  'console-settings': settings,
});
