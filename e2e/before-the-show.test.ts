import { shows } from '@shoal/contract';
import { en, zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn, speak } from './harness/browser.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { openRoom } from './screens/room.ts';
import { endShow, expectNarrowStudio, goLive, isWithin } from './screens/studio.ts';

const { lobby: hall } = zh.room;
const { calendar, lobby, rehearsal, reminder } = zh.schedule;
const album = new Album();
let system: System;
let browser: Browser;
let given: GivenShow;

beforeAll(async () => {
  [system, browser] = await Promise.all([System.open(), openBrowser()]);
  given = await givenShow(system);
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'before-the-show');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
}, 60_000);

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000 + 900).toISOString();
const schedule = (minutes: number) =>
  given.host.client.call(shows.scheduleShow, { showId: given.show.showId, startsAt: inMinutes(minutes) });
/** Words that come by themselves: nobody reloads. */
const expectWords = (page: Page, words: string) => page.getByText(words).first().waitFor();

async function openPhone(accountName: string, locale: 'zh' | 'en' = 'zh'): Promise<Page> {
  const context = await browser.newContext({ ...phone, timezoneId: 'Asia/Shanghai' });
  return signIn(await speak(context, locale), system.url, accountName);
}

test('a shopkeeper who waits is told of every change of the date in words, without reloading', async () => {
  const { showId } = given.show;
  await schedule(3 * 60);
  const [keeper, other] = [await openPhone('keeper1'), await openPhone('keeper2', 'en')];
  await Promise.all([openRoom(keeper, system.url, showId), openRoom(other, system.url, showId)]);
  await keeper.getByText(hall.waiting(2)).waitFor();
  await album.shoot(keeper, 'lobby-zh');
  await album.shoot(other, 'lobby-en');
  await album.shootIn(keeper, 'desktop', 'lobby-zh');

  await schedule(5 * 60);
  await Promise.all([expectWords(keeper, lobby.moved), expectWords(other, en.schedule.lobby.moved)]);
  await album.shoot(keeper, 'lobby-moved-zh');
  await album.shoot(other, 'lobby-moved-en');
  await given.host.client.call(shows.postponeShow, { showId });
  await expectWords(keeper, hall.postponed);
  await album.shoot(keeper, 'lobby-postponed-zh');
  await schedule(-3);
  await expectWords(keeper, lobby.late);
  await album.shoot(keeper, 'lobby-late-zh');
  await album.shoot(other, 'lobby-late-en');
  await keeper.reload();
  await expectWords(keeper, lobby.late);
  await Promise.all([keeper.context().close(), other.context().close()]);
}, 90_000);

test('she asks to be reminded on one device, and is told on the other, one tap from the room', async () => {
  const { host, show } = given;
  await schedule(30);
  const [first, second] = [await openPhone('keeper1'), await openPhone('keeper1', 'en')];
  await openRoom(first, system.url, show.showId);
  await first.getByRole('button', { name: reminder.ask }).click();
  await first.getByRole('button', { name: reminder.asked }).waitFor();
  const [file] = await Promise.all([first.waitForEvent('download'), first.getByText(calendar.add).click()]);
  expect(file.suggestedFilename()).toBe('shoal.ics');
  expect((await host.client.call(shows.getShow, { showId: show.showId })).remindedCount).toBe(1);
  await second.goto(system.url);
  await second.getByRole('button', { name: en.schedule.reminder.asked }).waitFor();
  await album.shoot(second, 'home-next-en');

  await schedule(8);
  await second.goto(`${system.url}/account`);
  const notice = second.getByRole('status', { name: en.schedule.reminder.label });
  await notice.waitFor();
  await album.shoot(second, 'reminder-en');
  await notice.getByRole('button', { name: en.schedule.reminder.enter }).click();
  await second.getByText(show.title).first().waitFor();
  expect(new URL(second.url()).pathname).toBe(`/room/${show.showId}`);
  await Promise.all([first.context().close(), second.context().close()]);
}, 90_000);

test('the host rehearses before invited people only, it says so everywhere, and then it is gone', async () => {
  await schedule(20);
  const [keeper] = given.shopkeepers;
  const studio = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
  await studio.goto(`${system.url}/studio/${given.show.showId}`);
  await studio.getByText(reminder.count(1)).waitFor();
  await studio.getByRole('button', { name: rehearsal.rehearse }).click();
  await studio.getByRole('dialog').getByRole('combobox').click();
  await studio.getByRole('option', { name: `${keeper?.accountName} 小店` }).click();
  await album.shoot(studio, 'rehearse-zh');
  await studio.getByRole('button', { name: rehearsal.start }).click();
  await studio.waitForURL((url) => !url.pathname.endsWith(given.show.showId));
  await studio.getByText(rehearsal.badge, { exact: true }).waitFor();

  const room = await openPhone('keeper1');
  await room.getByText(rehearsal.badge, { exact: true }).first().waitFor();
  await album.shoot(room, 'home-rehearsal-zh');
  const rehearsalId = new URL(studio.url()).pathname.split('/').at(-1) ?? '';
  await room.goto(`${system.url}/room/${rehearsalId}`);
  await room.getByText(rehearsal.note).waitFor();
  await album.shootInBoth(studio, 'rehearsal-studio');
  await goLive(studio);
  await room.locator('video').waitFor();
  await room.getByText(rehearsal.badge, { exact: true }).first().waitFor();
  await album.shoot(room, 'rehearsal-room-zh');
  await expectNarrowStudio(studio);
  const uninvited = await openPhone('keeper2');
  await uninvited.goto(`${system.url}/room/${rehearsalId}`);
  await uninvited.getByText(zh.errors['shows.not_found']).waitFor();

  await endShow(studio, rehearsal.over);
  await album.shoot(studio, 'rehearsal-over-zh');
  await room.goto(system.url);
  await room.getByText(reminder.next).waitFor();
  expect(await room.getByText(rehearsal.badge, { exact: true }).count()).toBe(0);
  await studio.getByText(rehearsal.toShow).click();
  await until('the show itself is still to come', () => studio.getByText(rehearsal.rehearse).isVisible());
}, 120_000);

test('on a phone the console keeps the acts of a show and the titles of its segments within the window', async () => {
  const host = await openPhone('host');
  await host.goto(`${system.url}/console/shows`);
  const open = host.getByRole('link', { name: zh.console.openStudio }).first();
  await until('a show can be opened without scrolling aside', () => isWithin(open, phone.viewport));
  await album.shoot(host, 'console-shows-phone-zh');
  await host.goto(`${system.url}/console/shows/${given.show.showId}`);
  const title = host.getByRole('textbox', { name: zh.console.segmentTitle }).first();
  await title.scrollIntoViewIfNeeded();
  expect((await title.boundingBox())?.width).toBeGreaterThan(phone.viewport.width / 2);
  await album.shoot(host, 'console-segment-phone-zh');
  await host.context().close();
}, 60_000);

test('a show that is called off says so to who waits, and to who comes later', async () => {
  const { host, show } = given;
  const keeper = await openPhone('keeper1');
  await openRoom(keeper, system.url, show.showId);
  await keeper.getByText(show.title).first().waitFor();

  await host.client.call(shows.cancelShow, { showId: show.showId });

  await expectWords(keeper, hall.cancelled);
  await album.shoot(keeper, 'lobby-cancelled-zh');
  await keeper.reload();
  await expectWords(keeper, hall.cancelled);
}, 60_000);
