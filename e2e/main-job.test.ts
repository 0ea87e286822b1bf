import { drops, replays, shares } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, phone, photograph, signIn, watchErrors } from './harness/browser.ts';
import { decodeErrors } from './harness/flash-beep-offsets.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { Relay } from './harness/relay.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { dropSeqs, expectMoreFrames, listenFor, openRoom } from './screens/room.ts';
import { dropMaterial, endShow, goLive, openStudio } from './screens/studio.ts';

let system: System;
let browser: Browser;
let relay: Relay;

beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
  relay = await Relay.open(new URL(system.url));
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'main-job');
});
afterAll(async () => {
  await browser?.close();
  relay?.close();
  await system?.close();
});

const openAs = async (accountName: string, view: typeof phone | typeof desktop, url = system.url) => {
  const context = await browser.newContext({ ...view, locale: 'zh-CN' });
  return signIn(context, url, accountName);
};

test('a show from camera to replay [CN1] [CN8] [LG3] [RS1]', async () => {
  const given = await givenShow(system);
  const { showId } = given.show;
  const host = await openAs('host', desktop);
  const first = await openAs('keeper1', phone);
  const second = await openAs('keeper2', phone, relay.url);
  const errors = [host, first, second].map(watchErrors);

  await openRoom(first, system.url, showId);
  await openRoom(second, relay.url, showId);
  await openStudio(host, system.url, showId);
  await goLive(host);
  await expectMoreFrames(first, 10);
  await expectMoreFrames(second, 10);
  await second.evaluate(() => document.querySelector('video')?.pause()); // As a phone call does.
  await expectMoreFrames(second, 10);

  await dropMaterial(host, '检测报告');
  for (const room of [first, second]) await room.getByRole('heading', { name: '检测报告' }).waitFor();
  const [dropSeq = 0] = await dropSeqs(first);
  await expectCounts(given, { dropSeq, received: 2 });

  await missTwoDrops(host, second);
  await expectSameDrops(first, second, 3);
  await missDropOnDeadLine(host, second);
  await expectSameDrops(first, second, 4);

  const shareUrl = await forwardPoster(first);
  const consumer = await (await browser.newContext({ ...phone, locale: 'zh-CN' })).newPage();
  await consumer.goto(shareUrl);
  await expectPlaying(consumer);

  await endShow(host);
  await until('the replay is there', () => given.host.client.call(replays.getReplay, { showId }), { timeoutMs: 4_000 });
  await expectReplay(consumer, given);
  await first.goto(`${system.url}/room/${showId}`);
  await until('her visit is counted', async () => {
    const { visitorsTotal } = await given.shopkeepers[0]!.client.call(shares.listShares, { showId });
    return visitorsTotal === 1;
  });
  const { groups } = await given.shopkeepers[0]!.client.call(shares.listGroupYields, {});
  expect(groups).toMatchObject([{ name: '茶友群', members: 200, visitors: 1, last: { title: '今晚开箱价' } }]);
  expect(errors.flat()).toEqual([]);
});

/** Her TCP is cut while two drops are sent; she comes back on a new socket. */
async function missTwoDrops(host: Page, keeper: Page): Promise<void> {
  relay.cut();
  await keeper.getByText(zh.room.connection.reconnecting).waitFor();
  await dropMaterial(host, '溯源页');
  await host.getByRole('button', { name: zh.studio.goToSegment('一起转发') }).click();
  await dropMaterial(host, '今晚开箱价');
  relay.mend();
  await keeper.getByRole('heading', { name: '今晚开箱价' }).waitFor({ timeout: 20_000 });
}

/** Her line carries nothing any more and nobody is told: she notices by the silence, and dials anew within half a second. */
async function missDropOnDeadLine(host: Page, keeper: Page): Promise<void> {
  const saysReconnecting = await listenFor(keeper, zh.room.connection.reconnecting);
  relay.fallSilent();
  await dropMaterial(host, '晨间文案');
  await keeper.getByRole('heading', { name: '晨间文案' }).waitFor({ timeout: 30_000 });
  expect(await saysReconnecting()).toBe(true);
}

async function expectSameDrops(first: Page, second: Page, count: number): Promise<void> {
  await until(
    'both have every drop',
    async () => (await dropSeqs(second)).length === count && (await dropSeqs(first)).length === count,
  );
  const seqs = await dropSeqs(second);
  expect(new Set(seqs).size).toBe(count);
  expect(seqs).toEqual(await dropSeqs(first));
  const inOrder = [...seqs].sort((a, b) => a - b);
  expect([inOrder, [...inOrder].reverse()]).toContainEqual(seqs);
}

async function expectCounts(given: GivenShow, wanted: Pick<drops.DropCounts, 'dropSeq' | 'received'>): Promise<void> {
  const { host, show } = given;
  const { openLiveClient } = await import('../scripts/client/live-client.ts');
  const socket = openLiveClient(system.url, host.client.cookie());
  try {
    await until('the counts of the first drop', async () => {
      const { people } = await socket.send(drops.listReceipts, { showId: show.showId, dropSeq: wanted.dropSeq });
      return people.filter((person) => person.state !== 'invited').length === wanted.received;
    });
  } finally {
    socket.close();
  }
}

/** To a group that she names, as far as a browser without a share sheet goes. @returns that group's link. */
async function forwardPoster(keeper: Page): Promise<string> {
  const card = keeper.locator('article[data-kind="poster"]').first();
  await card.getByRole('button', { name: zh.room.feed.forward, exact: true }).click();
  const sheet = keeper.getByRole('dialog');
  await sheet.getByRole('button', { name: zh.tasks.sheet.addGroup }).click();
  await sheet.getByLabel(zh.tasks.sheet.groupName).fill('茶友群');
  await sheet.getByLabel(zh.tasks.sheet.groupMembers).fill('200');
  await sheet.getByRole('button', { name: zh.tasks.sheet.saveGroup }).click();
  await sheet.getByText(zh.forward.group.never).waitFor();
  await sheet.getByRole('button', { name: zh.room.forward.done }).click();
  await sheet.getByText(zh.room.forward.doneTitle).waitFor();
  const { shares: links } = await keeper.evaluate(
    async () => (await fetch('/api/shares')).json() as Promise<{ shares: shares.Share[] }>,
  );
  return links[0]!.url;
}

async function expectPlaying(page: Page): Promise<void> {
  await until(
    'the consumer decodes the live stream',
    () =>
      page.evaluate(() => {
        const video = document.querySelector('video');
        return video !== null && video.currentTime > 1 && video.getVideoPlaybackQuality().totalVideoFrames > 20;
      }),
    { timeoutMs: 30_000 },
  );
}

async function expectReplay(consumer: Page, given: GivenShow): Promise<void> {
  const replay = await given.host.client.call(replays.getReplay, { showId: given.show.showId });
  expect(replay.chapters.filter((chapter) => chapter.kind === 'drop')).toHaveLength(4);
  expect(await decodeErrors(`${system.url}${replay.hlsPath}`)).toBe('');
  await consumer
    .getByRole('button', { name: /检测报告/ })
    .first()
    .click({ timeout: 20_000 });
  await expectPlaying(consumer);
}
