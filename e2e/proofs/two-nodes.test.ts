import { randomBytes } from 'node:crypto';
import { replays } from '@shoal/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, phone, photograph, signIn } from '../harness/browser.ts';
import { decodeErrors } from '../harness/flash-beep-offsets.ts';
import { givenShow } from '../harness/given.ts';
import { MediaProcess } from '../harness/media-process.ts';
import { System } from '../harness/system.ts';
import { timeBreak } from '../harness/time-break.ts';
import { until } from '../harness/until.ts';
import { expectMoreFrames, openRoom } from '../screens/room.ts';
import { endShow, goLive, openStudio } from '../screens/studio.ts';

const isLong = process.env.PROOF_SIZE === 'long';
const KILLED_WORKERS = isLong ? 10 : 1;
const KILLED_NODES = isLong ? 6 : 1;
/** One break in a machine that tests other things too may take twice as long as those of the long proof. */
const PATIENCE = isLong ? 1 : 2;
const WORKER_BACK_WITHIN_MS = 5_000 * PATIENCE;
const NODE_BACK_WITHIN_MS = 10_000 * PATIENCE;
const clusterSecret = randomBytes(24).toString('hex');
/** Room for the host and one viewer. */
const small = { MEDIA_MAX_PEERS_PER_WORKER: '2' };

let system: System;
let browser: Browser;
const nodes: MediaProcess[] = [];
beforeAll(async () => {
  system = await System.open({ CLUSTER_SECRET: clusterSecret });
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  console.log(system.tail());
  await photograph(browser, 'two-nodes');
});
afterAll(async () => {
  await browser?.close();
  for (const node of nodes) await node.close();
  await system?.close();
});

const openNode = async (nodeId: string, env: Record<string, string> = {}) => {
  const node = await MediaProcess.open(system, { nodeId, clusterSecret, env });
  nodes.push(node);
  return node;
};

/** The node that the launcher keeps stands still: the server gives it up, and its shows go elsewhere. */
async function freezeOurs(): Promise<() => void> {
  const pid = system.pidOf('media');
  if (pid === undefined) throw new Error('no media process below the launcher');
  process.kill(pid, 'SIGSTOP');
  await until('the frozen node is given up', () => system.tail().includes('media node lost'), { timeoutMs: 15_000 });
  return () => void process.kill(pid, 'SIGCONT');
}

/** Everything is on the launcher's node: it is taken out of service and hands over to a fresh one. */
async function handOver(viewers: readonly Page[]): Promise<MediaProcess> {
  const fresh = await openNode(`origin-${nodes.length}`, small);
  process.kill(system.pidOf('media') ?? 0, 'SIGTERM');
  await until('the fresh node has the show', async () => (await fresh.readMetric('shoal_media_consumers')) === 2, {
    timeoutMs: 30_000,
  });
  await Promise.all(viewers.map((viewer) => expectMoreFrames(viewer, 60)));
  return fresh;
}

/** A node that stands still is given up; when it goes on it closes what streams elsewhere by then. */
async function freezeAndThaw(viewers: readonly Page[]): Promise<number> {
  const zombie = await handOver(viewers);
  const breakMs = await timeBreak(viewers, () => zombie.kill('SIGSTOP'));
  zombie.kill('SIGCONT');
  await until('the zombie has let go', async () => (await zombie.readMetric('shoal_media_consumers')) === 0);
  await Promise.all(viewers.map((viewer) => expectMoreFrames(viewer, 60)));
  return breakMs;
}

test('host on one node, viewers on two: a worker and the origin are killed, and all stream again without a click', async () => {
  const { host: hostAccount, show } = await givenShow(system, 2);
  const thaw = freezeOurs();
  let origin = await openNode('origin-0', small);
  const host = await signIn(await browser.newContext({ ...desktop, locale: 'zh-CN' }), system.url, 'host');
  const near = await signIn(await browser.newContext({ ...phone, locale: 'zh-CN' }), system.url, 'keeper1');
  const far = await signIn(await browser.newContext({ ...phone, locale: 'zh-CN' }), system.url, 'keeper2');
  const viewers = [near, far];
  const unfreeze = await thaw;
  await openStudio(host, system.url, show.showId);
  await goLive(host);
  unfreeze();
  await until('the frozen node dials again', () => system.isReady());
  await openRoom(near, system.url, show.showId);
  await expectMoreFrames(near, 10);
  await openRoom(far, system.url, show.showId);
  await expectMoreFrames(far, 30);
  // Picture and sound of one viewer: the other one hangs on the node that pulls.
  await until('the origin serves one viewer', async () => (await origin.readMetric('shoal_media_consumers')) === 2);

  const workerMs: number[] = [];
  for (let kill = 0; kill < KILLED_WORKERS; kill += 1) {
    workerMs.push(await timeBreak(viewers, () => origin.killWorkers()));
    await Promise.all(viewers.map((viewer) => expectMoreFrames(viewer, 60)));
    // Dying workers that come too often make their node unready: the next one is a fresh node's.
    if (kill + 1 === KILLED_WORKERS || kill % 3 !== 2) continue;
    const next = await openNode(`origin-${nodes.length}`, small);
    origin.kill('SIGTERM');
    await until('the drained node ends', () => origin.hasEnded, { timeoutMs: 30_000 });
    await Promise.all(viewers.map((viewer) => expectMoreFrames(viewer, 60)));
    origin = next;
  }

  const nodeMs: number[] = [];
  const zombieMs: number[] = [];
  for (let kill = 0; kill < KILLED_NODES; kill += 1) {
    nodeMs.push(await timeBreak(viewers, () => origin.kill()));
    await Promise.all(viewers.map((viewer) => expectMoreFrames(viewer, 60)));
    if (kill + 1 < KILLED_NODES) origin = await handOver(viewers);
  }
  if (isLong) zombieMs.push(await freezeAndThaw(viewers));
  await endShow(host);
  console.log({ workerMs: workerMs.map(Math.round), nodeMs: nodeMs.map(Math.round), zombieMs });

  const call = () => hostAccount.client.call(replays.getReplay, { showId: show.showId });
  const replay = await until('the replay is there', call, { timeoutMs: 5_000 });
  expect(await decodeErrors(`${system.url}${replay.hlsPath}`)).toBe('');
  // A worker may be back so soon that nothing is missing; what a node's end took is listed.
  expect(replay.gaps.length).toBeGreaterThanOrEqual(KILLED_NODES);
  expect(Math.max(...workerMs)).toBeLessThan(WORKER_BACK_WITHIN_MS);
  expect(Math.max(...nodeMs)).toBeLessThan(NODE_BACK_WITHIN_MS);
  expect(Math.max(0, ...zombieMs)).toBeLessThan(20_000);
});
