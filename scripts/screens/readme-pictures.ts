import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ShowId, shares, shows } from '@shoal/contract';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { DemoStand } from './demo-stand.ts';
import { HostDesk } from './host-desk.ts';
import { forgetOwnShow, makeOwnShow } from './own-show.ts';
import { School } from './school.ts';
import { untilPlaying } from './sheets/room-sheets.ts';
import type { View } from './views.ts';

const MAX_BYTES = 250_000;
const DROPPED = ['第三方检测报告', '茶园溯源页'] as const;
const NEXT = { segment: '大红袍开箱', material: '大红袍 今晚开箱价' } as const;

/** The README's three pictures: a show of our own on air, in the studio, in a room, and behind a shopkeeper's link. */
export async function takeReadmePictures(stand: DemoStand, outDir: string): Promise<void> {
  mkdirSync(outDir, { recursive: true });
  const { showId } = await makeOwnShow(stand);
  const desk = await HostDesk.open(stand, showId);
  const school = await School.open(stand, showId);
  try {
    await desk.setGoal(200);
    await desk.pressGoLive();
    await desk.untilLive();
    for (const title of DROPPED) await dropAndWait(desk, title);
    await school.talk(showId);
    await desk.goTo(NEXT.segment);
    await dropAndWait(desk, NEXT.material);
    await desk.page.waitForTimeout(11_000); // The offer to recall is over, and the bars have filled.
    await keep(desk.page, join(outDir, 'studio.jpg'));
    await takePhone(stand, { path: `/room/${showId}`, who: 'shopkeeper', out: join(outDir, 'room.jpg') });
    await takePhone(stand, {
      path: await newestLink(stand, showId),
      who: 'nobody',
      out: join(outDir, 'share-page.jpg'),
    });
    await desk.end();
  } finally {
    school.close();
    await desk.close();
    await forgetOwnShow(stand, showId);
  }
}

async function dropAndWait(desk: HostDesk, title: string): Promise<void> {
  await desk.drop(title);
  await desk.page.waitForTimeout(2_500);
}

type Phone = { path: string; who: 'shopkeeper' | 'nobody'; out: string };
async function takePhone(stand: DemoStand, { out, path, who }: Phone): Promise<void> {
  const view: View = 'sharpPhone';
  const { context, page } = await stand.open({ who, view });
  await page.goto(`${stand.url}${path}`);
  await untilPlaying(page);
  await page.waitForTimeout(6_500); // The words beside the sound sign fold away.
  await keep(page, out);
  await context.close();
}

async function keep(page: Page, path: string): Promise<void> {
  const { size } = await sharp(await page.screenshot())
    .jpeg({ quality: 80, mozjpeg: true })
    .toFile(path);
  if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MAX_BYTES}`);
}

/** The first shopkeeper's link for the poster that was dropped. */
async function newestLink(stand: DemoStand, showId: ShowId): Promise<string> {
  const host = await stand.client('host');
  const keeper = await stand.client('shopkeeper');
  const { segments } = await host.call(shows.getShow, { showId });
  const material = segments.flatMap(({ materials }) => materials).find(({ title }) => title === NEXT.material);
  if (!material) throw new Error(`the demo has no ${NEXT.material}`);
  const { url } = await keeper.call(shares.createShare, { showId, materialId: material.materialId });
  return new URL(url).pathname;
}
