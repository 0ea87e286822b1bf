import { accounts, chat } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Album } from './harness/album.ts';
import { desktop, fillSignIn, openBrowser, phone, photograph, signIn, speak, watchErrors } from './harness/browser.ts';
import { givenShow, type Person } from './harness/given.ts';
import { System } from './harness/system.ts';
import { openRoom } from './screens/room.ts';
import { goLive, openStudio } from './screens/studio.ts';

const { acts, review, slow } = zh.chat;
const album = new Album();
let system: System;
let browser: Browser;

beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'chat');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

const openAs = async (accountName: string, view: typeof phone | typeof desktop, locale: 'zh' | 'en' = 'zh') =>
  signIn(await speak(await browser.newContext({ ...view }), locale), system.url, accountName);
const say = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: zh.room.chat.placeholder }).fill(text);
  await page.getByRole('button', { name: zh.room.chat.send, exact: true }).click();
};

test('a moderator reviews, pins and bans from her phone; the studio sees it and undoes it [CH5] [CH6] [CH8] [CH9]', async () => {
  const { operator, shopkeepers, show } = await givenShow(system, 3);
  const { showId } = show;
  await operator.call(chat.putWords, { brandId: show.brand.brandId, words: ['微信'] });
  const studio = await openAs('host', desktop);
  const [guest, helper] = [await openAs('keeper1', phone), await openAs('keeper2', phone)];
  const reader = await openAs('keeper3', phone, 'en');
  const errors = [studio, guest, helper, reader].map(watchErrors);
  await openRoom(guest, system.url, showId);
  await openRoom(helper, system.url, showId);
  await openRoom(reader, system.url, showId);
  await openStudio(studio, system.url, showId);
  await goLive(studio);

  await studio.getByRole('tab', { name: zh.studio.people, exact: true }).click();
  await studio.getByRole('button', { name: acts.person('keeper2 小店') }).click();
  await studio.getByRole('menuitem', { name: acts.appoint('keeper2 小店') }).click();
  await studio.getByText(zh.chat.moderator, { exact: false }).first().waitFor();
  await album.shootIn(studio, 'desktop', 'studio-people');
  await studio.getByRole('tab', { name: zh.studio.chat, exact: true }).click();

  for (const page of [guest, helper]) await page.getByRole('button', { name: zh.room.chat.bar, exact: true }).click();
  await say(guest, '这款茶耐泡吗？');
  await say(guest, '加我微 信聊');
  await guest.getByText(zh.chat.held).waitFor();
  await studio.getByText(review.title(1)).first().waitFor();
  await album.shootIn(studio, 'desktop', 'studio-review');
  await album.shoot(guest, 'room-held');
  await helper.getByText(review.title(1)).first().click();
  await album.shoot(helper, 'room-moderator-review');
  await helper.getByRole('button', { name: review.refuseOf('keeper1 小店') }).click();
  await guest.getByText(zh.chat.refused).waitFor();

  await helper.getByRole('button', { name: acts.menu('keeper1 小店') }).click();
  await album.shoot(helper, 'room-moderator-acts');
  await helper.getByRole('button', { name: acts.pin, exact: true }).click();
  await guest.getByText(zh.chat.pinned, { exact: true }).first().waitFor();
  await say(helper, '大家好，我来帮忙看弹幕');
  await studio.getByLabel(slow.label).selectOption(slow.every(30));
  await guest
    .getByText(zh.chat.slowOn(30))
    .or(guest.getByText(/^慢速模式，\d+ 秒后/))
    .first()
    .waitFor();
  await studio.getByRole('button', { name: zh.studio.messageMenu('keeper1 小店') }).click();
  await album.shootIn(studio, 'desktop', 'studio-menu');
  await studio.getByRole('menuitem', { name: acts.highlight }).click();
  await guest.getByText(zh.chat.highlighted, { exact: true }).waitFor();
  await readInEnglish(reader);
  await album.shoot(guest, 'room-pinned');
  await album.shootIn(guest, 'desktop', 'room-pinned');

  await helper.getByRole('button', { name: acts.menu('keeper1 小店') }).click();
  await helper.getByRole('button', { name: acts.delete, exact: true }).click();
  const said = guest.getByText('这款茶耐泡吗？', { exact: true });
  await said.waitFor({ state: 'detached' });
  await album.shoot(helper, 'room-deleted');
  await helper.getByRole('button', { name: zh.common.undo }).click();
  await said.waitFor();
  await guest.getByText(zh.chat.pinned, { exact: true }).first().waitFor();

  await helper.getByRole('button', { name: acts.menu('keeper1 小店') }).click();
  await helper.getByRole('button', { name: acts.ban('keeper1 小店') }).click();
  await guest.getByText(zh.chat.banned).waitFor();
  await album.shoot(guest, 'room-banned');
  await studio.getByRole('tab', { name: zh.studio.people, exact: true }).click();
  await album.shootIn(studio, 'desktop', 'studio-banned');
  await studio.getByRole('button', { name: acts.lift('keeper1 小店') }).click();
  await openRoom(guest, system.url, showId);
  await guest.getByRole('navigation').getByRole('button', { name: zh.room.chat.bar, exact: true }).click();
  await guest.getByText(zh.chat.pinned, { exact: true }).last().waitFor();
  await writeOverLostSession(guest, shopkeepers[0]!);
  expect(errors.flat()).toEqual([]);
});

/** Her session ends while she writes: she signs in, is in the room again, and her line is there. */
async function writeOverLostSession(page: Page, { accountName, client }: Person): Promise<void> {
  const roomUrl = page.url();
  const line = page.getByRole('textbox', { name: zh.room.chat.placeholder });
  await line.fill('这款茶怎么泡');
  const { sessions } = await client.call(accounts.listSessions, {});
  for (const { isThisOne, sessionId } of sessions) {
    if (!isThisOne) await client.call(accounts.endSession, { sessionId });
  }
  await page.getByText(zh.errors['accounts.signed_out']).waitFor();
  await fillSignIn(page, accountName);
  await page.waitForURL(roomUrl);
  await page.getByRole('navigation').getByRole('button', { name: zh.room.chat.bar, exact: true }).click();
  expect(await line.inputValue()).toBe('这款茶怎么泡');
}

/** Pin and highlight are told to everybody in her own language, also to who opens the chat later. */
async function readInEnglish(reader: Page): Promise<void> {
  await reader.getByRole('navigation').getByRole('button', { name: en.room.chat.bar, exact: true }).click();
  await reader.getByText(en.chat.pinned, { exact: true }).first().waitFor();
  await reader.getByText(en.chat.highlighted, { exact: true }).waitFor();
  await album.shoot(reader, 'room-pinned-en');
  await album.shootIn(reader, 'desktop', 'room-pinned-en');
  await talkInWideWindow(reader);
}

/** In a wide window the chat stands below the picture, without a press. */
async function talkInWideWindow(reader: Page): Promise<void> {
  const before = reader.viewportSize() ?? phone.viewport;
  await reader.setViewportSize({ width: 1440, height: 900 });
  const panel = reader.getByRole('region', { name: en.room.chat.title });
  await panel.getByRole('textbox', { name: en.room.chat.placeholder }).fill('How many brews?');
  await panel.getByRole('button', { name: en.room.chat.send, exact: true }).click();
  await panel.getByRole('listitem').filter({ hasText: 'How many brews?' }).waitFor();
  expect(await reader.getByRole('dialog').count()).toBe(0);
  await reader.setViewportSize(before);
}
