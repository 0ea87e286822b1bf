import { replays } from '@shoal/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, phone, photograph, signIn } from './harness/browser.ts';
import { decodeErrors } from './harness/flash-beep-offsets.ts';
import { givenShow } from './harness/given.ts';
import { StageWatch } from './harness/stage-watch.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { playToEnd } from './screens/replay.ts';
import { decodedFrames, expectMoreFrames, openRoom } from './screens/room.ts';
import { endShow, goLive, openStudio } from './screens/studio.ts';

const KILLS = 3;

let system: System;
let browser: Browser;
beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'kill-media');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

test('kill -9 of the media process: all stream again without a click, and the replay plays over the gaps', async () => {
  const { host: hostAccount, shopkeepers, show } = await givenShow(system, 1);
  const host = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
  const viewer = await signIn(await browser.newContext({ ...phone, locale: 'zh-CN' }), system.url, 'keeper1');
  await openRoom(viewer, system.url, show.showId);
  await openStudio(host, system.url, show.showId);
  await goLive(host);

  const stage = new StageWatch(system.url, shopkeepers[0]?.client.cookie() ?? '', show.showId);
  await until('the stage is known to stream', () => stage.isStreaming);
  const awayMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await expectMoreFrames(viewer, 120);
    awayMs.push(await killAndWatch(viewer, stage));
  }
  await expectMoreFrames(viewer, 60);
  stage.close();
  await endShow(host);
  console.log({ awayMs });

  const call = () => hostAccount.client.call(replays.getReplay, { showId: show.showId });
  const replay = await until('the replay is there', call, { timeoutMs: 5_000 });
  expect(replay.gaps).toHaveLength(KILLS);
  expect(await decodeErrors(`${system.url}${replay.hlsPath}`)).toBe('');
  await playToEnd(viewer, `${system.url}/replay/${show.showId}`, replay.durationMs);
  expect(Math.max(...awayMs)).toBeLessThan(10_000);
});

/** @returns how long it took until the viewer saw what another media process carries, in ms. */
async function killAndWatch(viewer: Page, stage: StageWatch): Promise<number> {
  const killedAt = performance.now();
  const before = stage.generation;
  system.kill('media');
  await until('another generation streams', () => stage.isStreaming && stage.generation > before, {
    timeoutMs: 20_000,
    onFail: () => system.tail(),
  });
  const stood = await decodedFrames(viewer); // A new stream may count from 0.
  await until('the picture moves', async () => (await decodedFrames(viewer)) !== stood, { timeoutMs: 20_000 });
  await expectMoreFrames(viewer, 5);
  return performance.now() - killedAt;
}
