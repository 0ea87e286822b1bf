import { randomUUID } from 'node:crypto';
import { AppError, drops, type IdempotencyKey } from '@shoal/contract';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LiveClient, openLiveClient } from '../scripts/client/live-client.ts';
import { LogFollower } from '../scripts/client/log-follower.ts';
import { desktop, openBrowser, phone, photograph, signIn } from './harness/browser.ts';
import { FrameWatch } from './harness/frame-watch.ts';
import { type GivenShow, givenShow } from './harness/given.ts';
import { System } from './harness/system.ts';
import { until } from './harness/until.ts';
import { expectMoreFrames, openRoom } from './screens/room.ts';
import { goLive, openStudio } from './screens/studio.ts';

const DROPS = 40;
const KILL_AT = [8, 20];

let system: System;
let browser: Browser;
beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'kill-server');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

test('kill -9 of the server while dropping loses and doubles nothing, and video goes on [LG1] [RS1]', async () => {
  const given = await givenShow(system);
  const { showId } = given.show;
  const viewer = await watchedShow(given);
  const frames = new FrameWatch(viewer);
  const followers = given.shopkeepers.flatMap(({ client }) =>
    Array.from({ length: 3 }, () => new LogFollower(system.url, client.cookie(), showId)),
  );
  const operator = openLiveClient(system.url, given.operator.cookie());
  await until('all follow the log', () => followers.every((follower) => follower.last > 0));

  const readyMs: number[] = [];
  const acknowledged: number[] = [];
  for (let at = 0; at < DROPS; at += 1) {
    const dropped = dropUntilAcknowledged(operator, given);
    if (KILL_AT.includes(at)) readyMs.push(await killAndWait());
    acknowledged.push(await dropped);
  }
  const restartedAt = performance.now();
  const top = Math.max(...acknowledged);
  await until('every client is current', () => followers.every((follower) => follower.last >= top));
  const currentMs = performance.now() - restartedAt;
  await expectMoreFrames(viewer, 30);
  frames.close();
  console.log({ readyMs, currentMs, longestVideoGapMs: frames.longestGapMs, joins: followers.map((f) => f.joins) });

  expect(new Set(acknowledged).size).toBe(DROPS);
  for (const follower of followers) {
    expect(follower.applied).toEqual(Array.from({ length: follower.last }, (_, at) => at + 1));
    const published = follower.entries.filter((entry) => entry.kind === 'drop.published').map((entry) => entry.seq);
    expect(published).toEqual([...acknowledged].sort((a, b) => a - b));
    expect(follower.joins).toBeLessThanOrEqual(1 + KILL_AT.length);
    follower.close();
  }
  operator.close();
  expect(Math.max(...readyMs)).toBeLessThan(10_000);
  expect(currentMs).toBeLessThan(15_000);
  // A picture that depended on the server would stand still as long as it was away.
  expect(frames.longestGapMs).toBeLessThan(Math.min(...readyMs));
});

async function watchedShow({ show }: GivenShow) {
  const host = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
  const viewer = await signIn(await browser.newContext({ ...phone, locale: 'zh-CN' }), system.url, 'keeper1');
  await openRoom(viewer, system.url, show.showId);
  await openStudio(host, system.url, show.showId);
  await goLive(host);
  await expectMoreFrames(viewer, 30);
  return viewer;
}

/** One press of the host's button, with the retries of its page. @returns the seq that was acknowledged. */
async function dropUntilAcknowledged(operator: LiveClient, { materials, show }: GivenShow): Promise<number> {
  const input = { showId: show.showId, materialId: materials.copy, idempotencyKey: randomUUID() as IdempotencyKey };
  return until(
    'a drop is acknowledged',
    async () => {
      try {
        return (await operator.send(drops.publishDrop, input)).seq;
      } catch (error) {
        if (error instanceof AppError && error.code === 'server.unavailable') return 0;
        throw error;
      }
    },
    { timeoutMs: 30_000 },
  );
}

/** @returns how long the server was not ready, in ms. */
async function killAndWait(): Promise<number> {
  const killedAt = performance.now();
  const pid = system.kill('server');
  await until('another server process is ready', async () => {
    const now = system.pidOf('server');
    return now !== undefined && now !== pid && (await fetch(`${system.url}/readyz`).catch(() => undefined))?.ok;
  });
  return performance.now() - killedAt;
}
