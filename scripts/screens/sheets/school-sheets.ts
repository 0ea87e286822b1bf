import { randomUUID } from 'node:crypto';
import { asks, type PreparedAskId, type ShowId, shows } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Page } from 'playwright-core';
import type { DemoStand } from '../demo-stand.ts';
import { everywhere, onPhones, type Sheet } from '../gallery.ts';
import { HostDesk } from '../host-desk.ts';
import { forgetOwnShow, makeOwnShow } from '../own-show.ts';
import { School } from '../school.ts';
import { untilPlaying } from './room-sheets.ts';

const QUESTIONS = [
  { text: '大红袍头一泡用多少度的水？', options: ['100 度', '80 度', '60 度'], rightOption: 0 },
  { text: '开封以后怎么放？', options: ['敞口通风', '密封避光'], rightOption: 1 },
];
const POLL = { text: '接下来先讲哪一段？', options: ['冲泡方法', '检测报告', '组合价'] };

/** What leads the school through a show: asked in the studio, answered in the rooms, on a show of its own. */
async function school(stand: DemoStand, sheet: Sheet): Promise<void> {
  const { showId } = await makeOwnShow(stand);
  await prepareAsks(stand, showId);
  const desk = await HostDesk.open(stand, showId);
  try {
    await desk.setGoal(200);
    await sheet.shoot('studio, goal before the show', desk.page, 'desktop');
    await desk.pressGoLive();
    await desk.untilLive();
    const others = await School.open(stand, showId);
    await goal(sheet, desk, showId);
    await checkIn(sheet, desk, showId);
    await quiz(sheet, desk, showId);
    await poll(sheet, desk, showId);
    others.close();
    await desk.end();
  } finally {
    for (const complaint of desk.complaints) sheet.note(`host | ${complaint}`);
    await desk.close();
    await forgetOwnShow(stand, showId);
  }
}

async function prepareAsks(stand: DemoStand, showId: ShowId): Promise<void> {
  const host = await stand.client('host');
  const { products, segments } = await host.call(shows.getShow, { showId });
  const drafts = [
    { kind: 'quiz', productId: products[0]?.productId ?? null, openSeconds: 300, questions: QUESTIONS },
    { kind: 'poll', ...POLL, showsResultsLive: true, openSeconds: 300 },
  ] as const;
  for (const draft of drafts) {
    await host.call(asks.putPreparedAsk, {
      showId,
      preparedAskId: randomUUID() as PreparedAskId, // A random UUID is what the brand asks for.
      segmentId: segments[0]?.segmentId ?? null,
      draft: { ...draft, ...('questions' in draft && { questions: [...draft.questions] }) } as asks.AskDraft,
    });
  }
}

const roomOf = (showId: ShowId) => ({ path: `/room/${showId}`, who: 'shopkeeper', waitMs: 1_200 }) as const;
const card = (page: Page, kind: asks.AskKind) =>
  page.getByRole('region', { name: new RegExp(`^(${zh.asks.room.region[kind]}|check|quiz|poll)`, 'i') });
const press = (desk: HostDesk, name: string) => desk.page.getByRole('button', { name }).first().click();

async function goal(sheet: Sheet, desk: HostDesk, showId: ShowId): Promise<void> {
  const board = (page: Page) => page.getByRole('button', { name: /全场目标|School goal/ }).click();
  await sheet.tiles({ ...roomOf(showId), state: 'goal and board', act: board }, everywhere);
  for (const name of [zh.radar.title, zh.league.boardTab]) {
    await desk.page.getByRole('tab', { name }).click();
    await desk.page.waitForTimeout(1_200);
    await sheet.shoot(`studio, ${name}`, desk.page, 'desktop');
  }
  await desk.page.getByRole('tab', { name: zh.studio.chat }).click();
}

async function checkIn(sheet: Sheet, desk: HostDesk, showId: ShowId): Promise<void> {
  await press(desk, zh.asks.studio.checkIn);
  const asked = {
    ...roomOf(showId),
    act: (page: Page) => untilPlaying(page).then(() => card(page, 'check_in').waitFor()),
  };
  await sheet.tiles({ ...asked, state: 'check-in' }, everywhere);
  await sheet.shoot('studio, check-in', desk.page, 'desktop');
  await sheet.tile({
    ...asked,
    state: 'checked in',
    act: (page) => card(page, 'check_in').getByRole('button').first().click(),
  });
  await press(desk, zh.asks.studio.close);
}

async function quiz(sheet: Sheet, desk: HostDesk, showId: ShowId): Promise<void> {
  const title = QUESTIONS[0]?.text ?? '';
  await press(desk, zh.asks.studio.askIt(title));
  const asked = roomOf(showId);
  await sheet.tiles({ ...asked, state: 'quiz', act: (page) => page.getByText(title).waitFor() }, everywhere);
  await sheet.tile({
    ...asked,
    state: 'quiz, answered',
    act: async (page) => {
      await page.getByRole('button', { name: '100 度' }).click();
      await page.getByRole('button', { name: '密封避光' }).click();
    },
  });
  await sheet.shoot('studio, quiz', desk.page, 'desktop');
  await press(desk, zh.asks.studio.names);
  await desk.page.waitForTimeout(600);
  await sheet.shoot('studio, who answered', desk.page, 'desktop');
  await desk.page.keyboard.press('Escape');
  await press(desk, zh.asks.studio.close);
  await sheet.tiles({ ...asked, state: 'quiz, how it went' }, onPhones);
}

async function poll(sheet: Sheet, desk: HostDesk, showId: ShowId): Promise<void> {
  await press(desk, zh.asks.studio.askIt(POLL.text));
  const asked = roomOf(showId);
  await sheet.tiles({ ...asked, state: 'poll', act: (page) => page.getByText(POLL.text).waitFor() }, onPhones);
  await sheet.tile({
    ...asked,
    state: 'poll, voted',
    act: (page) => page.getByRole('button', { name: POLL.options[0] ?? '' }).click(),
  });
  await sheet.shoot('studio, poll', desk.page, 'desktop');
  await press(desk, zh.asks.studio.close);
}

/** The school, led. */
export const schoolSheets = (stand: DemoStand) => ({ school: (sheet: Sheet) => school(stand, sheet) });
