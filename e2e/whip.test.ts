import { join } from 'node:path';
import { streamKeys } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AiortcClient, aiortcMissing, makeRareKeyFrames } from './harness/aiortc-client.ts';
import { Album } from './harness/album.ts';
import { desktop, openBrowser, phone, photograph, signIn } from './harness/browser.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { SdpClientPage } from './harness/sdp-client-page.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { decodedFrames, expectMoreFrames, openRoom } from './screens/room.ts';
import { openStudio } from './screens/studio.ts';

let system: System;
let browser: Browser;
let given: GivenShow;
let clients: SdpClientPage;
const album = new Album();
beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
  given = await givenShow(system);
  clients = await SdpClientPage.open();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'whip');
});
afterAll(async () => {
  await browser?.close();
  await clients?.close();
  await system?.close();
});

type Door = { url: string; secret: string };
const issue = async (kind: streamKeys.StreamKeyKind): Promise<Door> => {
  const { key, secret } = await given.host.client.call(streamKeys.issueStreamKey, { showId: given.show.showId, kind });
  return { url: key.url, secret };
};
const listKeys = async () =>
  (await given.host.client.call(streamKeys.listStreamKeys, { showId: given.show.showId })).keys;
const openPage = async (): Promise<Page> => clients.show(await browser.newContext(desktop));
const widthOf = (page: Page) => page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0);
/** Of DTLS, which a node that closes a session tells at once; ICE notices seconds later. */
const stateOf = (page: Page) => page.evaluate(() => window.whipPeers.at(-1)?.getSenders()[0]?.transport?.state);
const publishWhip = (page: Page, door: Door, withLayers: boolean) =>
  page.evaluate(([{ secret, url }, layers]) => window.publishWhip(url, secret, layers), [door, withLayers] as const);
/** A player that comes before the first picture is told to come again; so it waits for the encoder. */
async function playWhep(page: Page, door: Door): Promise<void> {
  await until('a stage to play', async () => (await listKeys())[0]?.clients === 1);
  await page.evaluate(({ secret, url }) => window.playWhep(url, secret), door);
}

test('clients from npm publish and play, over a takeover, into the room, and until the key is taken back', async () => {
  const { showId } = given.show;
  const studio = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
  await openStudio(studio, system.url, showId);
  await studio.getByRole('button', { name: zh.streamKeys.open }).click();
  await studio.getByRole('button', { name: zh.streamKeys.issue }).first().waitFor();
  await album.shootIn(studio, 'phone', 'keys-empty');
  await studio.getByRole('button', { name: zh.streamKeys.issue }).first().click();
  const publish = {
    url: await studio.getByLabel(zh.streamKeys.address, { exact: true }).first().inputValue(),
    secret: await studio.getByLabel(zh.streamKeys.key, { exact: true }).first().inputValue(),
  };
  const play = await issue('play');

  const [host, viewer] = [await openPage(), await openPage()];
  await publishWhip(host, publish, false);
  await playWhep(viewer, play);
  await expectMoreFrames(viewer, 10);
  await studio.getByRole('dialog').getByText(zh.streamKeys.clients.publish).waitFor();
  await album.shootIn(studio, 'desktop', 'keys-used');
  await album.shootIn(studio, 'phone', 'keys-used');
  await studio.keyboard.press('Escape');

  await studio.getByRole('button', { name: zh.streamKeys.goLive }).click();
  await studio.getByText(zh.streamKeys.isSending).waitFor();
  await studio.getByRole('timer').waitFor({ timeout: 20_000 });
  await album.shootInBoth(studio, 'live-by-encoder');
  const room = await signIn(await browser.newContext({ ...phone, locale: 'zh-CN' }), system.url, 'keeper1');
  await openRoom(room, system.url, showId);
  await room.locator('video[data-source="webrtc"]').waitFor({ timeout: 20_000 });
  await expectMoreFrames(room, 10);

  const second = await openPage();
  await publishWhip(second, publish, true);
  await until('the first encoder is closed', async () => (await stateOf(host)) === 'closed');
  await expectMoreFrames(viewer, 10);
  await expectMoreFrames(room, 10);
  await until('the largest of three layers', async () => (await widthOf(viewer)) === 1_280, { timeoutMs: 20_000 });

  await given.host.client.call(streamKeys.revokeStreamKey, { showId, kind: 'publish' });
  await until('the encoder is closed', async () => (await stateOf(second)) === 'closed');
  await studio.getByText(zh.streamKeys.isAway).waitFor();
  await studio.getByRole('button', { name: zh.streamKeys.useCamera }).click();
  await expectMoreFrames(viewer, 10);
  await viewer.evaluate(() => window.stopWhep());
  await until('no player is left', async () => (await listKeys()).every((key) => key.clients === 0));
});

test('an encoder outside browsers that answers no key frame request is watched from its next key frame on', async ({
  skip,
}) => {
  if (aiortcMissing) skip(aiortcMissing);
  const file = join(system.dataDir, 'rare-key-frames.ts');
  await makeRareKeyFrames(file);
  const [publish, play] = [await issue('publish'), await issue('play')];
  const encoder = AiortcClient.publish(publish.url, publish.secret, file);
  const viewer = await openPage();
  let player: AiortcClient | undefined;
  try {
    await until('the encoder is connected', () => encoder.last('state') === 'connected');
    await playWhep(viewer, play);
    const outside = AiortcClient.play(play.url, play.secret);
    player = outside;
    await until('a picture in the browser', async () => (await decodedFrames(viewer)) > 60, { timeoutMs: 25_000 });
    await until('a picture outside', () => Number(outside.last('video')) > 60, { timeoutMs: 25_000 });
    expect(Number(outside.last('audio'))).toBeGreaterThan(60);
    expect(await widthOf(viewer)).toBe(640);
  } finally {
    await player?.close();
    await encoder.close();
  }
  expect([player?.last('deleted'), encoder.last('deleted')]).toEqual([200, 200]);
});
