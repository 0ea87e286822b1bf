import { type AccountId, accounts, type ShowId, shows } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { DemoStand } from '../demo-stand.ts';
import { useDrawnCamera } from '../fake-camera.ts';
import { everywhere, onDesktops, onPhones, type Sheet } from '../gallery.ts';
import { HostDesk } from '../host-desk.ts';
import { forgetOwnShow, makeOwnShow } from '../own-show.ts';
import { untilPlaying } from './room-sheets.ts';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** The hall through everything that may happen to a date, on a show of its own. */
async function lobby(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const { showId } = await makeOwnShow(stand);
  const host = await stand.client('host');
  const move = (minutes: number) => host.call(shows.scheduleShow, { showId, startsAt: inMinutes(minutes) });
  const at = { path: `/room/${showId}`, who: 'shopkeeper', waitMs: 1_500 } as const;
  try {
    await tiles({ ...at, state: 'starting within a minute' }, onPhones);
    await move(50 * 60);
    await tiles({ ...at, state: 'the day after tomorrow, moved' }, [...everywhere, ['lyingPhone', 'zh']]);
    await tile({ ...at, state: 'what will come', act: (page) => page.evaluate(() => scrollTo(0, 900)) });
    await move(8);
    await (await stand.client('shopkeeper')).call(shows.askReminder, { showId });
    await tiles({ ...at, state: 'will be reminded' }, onPhones);
    await tiles({ ...at, state: 'reminder on another page', path: '/account' }, everywhere);
    await move(-5);
    await tiles({ ...at, state: 'the host is late' }, onPhones);
    await host.call(shows.postponeShow, { showId });
    await tiles({ ...at, state: 'postponed' }, onPhones);
    await host.call(shows.cancelShow, { showId });
    await tiles({ ...at, state: 'cancelled' }, onPhones);
  } finally {
    await forgetOwnShow(stand, showId);
  }
}

/** A rehearsal from the dialog to its end. */
async function rehearsal(stand: DemoStand, sheet: Sheet): Promise<void> {
  const { showId } = await makeOwnShow(stand);
  const host = await stand.client('host');
  const studio = { who: 'host', view: 'desktop', before: useDrawnCamera } as const;
  const press = { ...studio, path: `/studio/${showId}`, waitMs: 1_500 };
  await sheet.tile({
    ...press,
    state: 'whom to ask',
    act: (page) => page.getByRole('button', { name: zh.schedule.rehearsal.rehearse }).click(),
  });
  const made = await host.call(shows.rehearseShow, { showId, guestIds: await keeperIds(stand) });
  await sheet.tiles({ ...press, state: 'a rehearsal is open' }, onDesktops);
  await rehearse(stand, sheet, made.showId);
  await forgetOwnShow(stand, made.showId);
  await forgetOwnShow(stand, showId);
}

async function rehearse(stand: DemoStand, sheet: Sheet, showId: ShowId): Promise<void> {
  const room = { path: `/room/${showId}`, who: 'shopkeeper' } as const;
  await sheet.tiles({ ...room, state: 'its lobby', waitMs: 1_500 }, onPhones);
  await sheet.tiles({ path: '/', who: 'shopkeeper', state: 'among her shows', waitMs: 1_500 }, onPhones);
  await sheet.tile({ path: '/console/shows', who: 'host', view: 'desktop', state: 'among the shows', waitMs: 1_500 });
  const desk = await HostDesk.open(stand, showId);
  try {
    await sheet.shoot('ready', desk.page, 'desktop');
    await desk.pressGoLive();
    await desk.untilLive();
    await sheet.shoot('on air', desk.page, 'desktop');
    await sheet.tiles({ ...room, state: 'its room', act: untilPlaying, waitMs: 1_000 }, everywhere);
    await desk.end();
    await desk.page.getByText(zh.schedule.rehearsal.over).waitFor();
    await sheet.shoot('over', desk.page, 'desktop');
  } finally {
    await desk.close();
  }
}

async function keeperIds(stand: DemoStand): Promise<AccountId[]> {
  return [(await (await stand.client('shopkeeper')).call(accounts.getMe, {})).accountId];
}

/** Before a show, and trying one out. */
export const scheduleSheets = (stand: DemoStand) => ({
  lobby: (sheet: Sheet) => lobby(stand, sheet),
  rehearsal: (sheet: Sheet) => rehearsal(stand, sheet),
});
