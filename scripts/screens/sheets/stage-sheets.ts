import type { ShowId } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Page } from 'playwright-core';
import { fail, hold } from '../api-faults.ts';
import type { DemoStand } from '../demo-stand.ts';
import { useBlockedCamera, useDrawnCamera } from '../fake-camera.ts';
import { onDesktops, onPhones, type Sheet } from '../gallery.ts';
import { HostDesk } from '../host-desk.ts';
import { forgetOwnShow, makeOwnShow } from '../own-show.ts';
import { School } from '../school.ts';
import type { View } from '../views.ts';
import { untilPlaying } from './room-sheets.ts';

const FAILED_MS = 3_500;
const readShow = /api\/shows\/[\w-]+$/;
const wait = (page: Page, ms: number) => page.waitForTimeout(ms);
const close = (page: Page) => page.keyboard.press('Escape').then(() => wait(page, 400));

/** The studio through a whole show, with the rooms and the consumer's page beside it where the show changes them. */
async function wholeShow(stand: DemoStand, sheet: Sheet): Promise<void> {
  const { showId } = await makeOwnShow(stand);
  await before(sheet, showId);
  const desk = await HostDesk.open(stand, showId);
  try {
    await shootDesk(sheet, desk, 'ready');
    await desk.page.getByRole('button', { name: zh.studio.devices }).first().click();
    await sheet.shoot('devices', desk.page, 'desktop');
    await close(desk.page);
    await desk.pressGoLive();
    await wait(desk.page, 900);
    await sheet.shoot('3-2-1', desk.page, 'desktop');
    await desk.untilLive();
    const room = { path: `/room/${showId}`, who: 'shopkeeper', state: 'room, nothing dropped yet' } as const;
    await sheet.tiles({ ...room, act: untilPlaying }, onPhones);
    await onAir(stand, sheet, desk, showId);
    await afterwards(sheet, desk, showId);
  } finally {
    for (const complaint of desk.complaints) sheet.note(`host | ${complaint}`);
    await desk.close();
    await forgetOwnShow(stand, showId);
  }
}

async function before(sheet: Sheet, showId: ShowId): Promise<void> {
  const at = { path: `/studio/${showId}`, who: 'host', view: 'desktop' } as const;
  await sheet.tile({ ...at, state: 'loading', before: hold(readShow) });
  await sheet.tile({ ...at, state: 'failed', before: fail(readShow), waitMs: FAILED_MS });
  await sheet.tiles({ ...at, state: 'camera blocked', before: useBlockedCamera, waitMs: 3_000 }, onDesktops);
}

async function onAir(stand: DemoStand, sheet: Sheet, desk: HostDesk, showId: ShowId): Promise<void> {
  const { page } = desk;
  const school = await School.open(stand, showId);
  await shootDesk(sheet, desk, 'live, nothing dropped');
  await desk.drop('第三方检测报告');
  await wait(page, 1_500);
  await school.talk(showId);
  await shootDesk(sheet, desk, 'live, first drop');
  await page.getByRole('tab', { name: zh.studio.people }).click();
  await wait(page, 600);
  await sheet.shoot('people', page, 'desktop');
  await page.getByRole('tab', { name: zh.studio.chat }).click();
  for (const name of [zh.studio.names, zh.studio.keysShow, zh.studio.end]) {
    await page.getByRole('button', { name, exact: true }).first().click();
    await wait(page, 500);
    await sheet.shoot(name, page, 'desktop');
    await close(page);
  }
  for (const name of [zh.studio.turnMicOff, zh.studio.turnCameraOff]) await page.getByRole('button', { name }).click();
  await wait(page, 1_200);
  await sheet.shoot('microphone and camera off', page, 'desktop');
  for (const name of [zh.studio.turnMicOn, zh.studio.turnCameraOn]) await page.getByRole('button', { name }).click();
  await sheet.tile({ state: 'live elsewhere', path: `/studio/${showId}`, who: 'host', view: 'desktop' });
  await sheet.tile({
    state: 'taken over here',
    path: `/studio/${showId}`,
    who: 'host',
    view: 'desktop',
    before: useDrawnCamera,
    act: (other) => other.getByRole('button', { name: zh.studio.takeBack }).click(),
    waitMs: 4_000,
  });
  await sheet.shoot('superseded', page, 'desktop');
  await page.getByRole('button', { name: zh.studio.takeBack }).click();
  await desk.untilLive();
  school.close();
}

async function afterwards(sheet: Sheet, desk: HostDesk, showId: ShowId): Promise<void> {
  await desk.end();
  await sheet.shoot('ended', desk.page, 'desktop');
  const room = { path: `/room/${showId}`, who: 'shopkeeper', state: 'room, ended', waitMs: 1_500 } as const;
  await sheet.tiles(room, [...onPhones, ['desktop', 'zh']]);
  await sheet.tiles({ state: 'studio of an ended show', path: `/studio/${showId}`, who: 'host' }, onDesktops);
}

/** Both sizes and both languages, without leaving the page. */
async function shootDesk(sheet: Sheet, { page }: HostDesk, state: string): Promise<void> {
  const english = page.getByRole('button', { name: 'English' });
  const chinese = page.getByRole('button', { name: '中文' });
  const sizes = { desktop: { width: 1440, height: 900 }, laptop: { width: 1024, height: 768 } };
  const shootAt = async (view: View & keyof typeof sizes, locale: string) => {
    await page.setViewportSize(sizes[view]);
    await wait(page, 500);
    await sheet.shoot(`${state} · ${locale}`, page, view);
  };
  await shootAt('desktop', 'zh');
  await english.click();
  await page.getByText(en.studio.runOfShow).first().waitFor();
  await shootAt('laptop', 'en');
  await chinese.click();
  await page.setViewportSize(sizes.desktop);
}

/** What the host sees. */
export const stageSheets = (stand: DemoStand) => ({ studio: (sheet: Sheet) => wholeShow(stand, sheet) });
