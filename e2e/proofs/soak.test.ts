import { replays } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ViewerSwarm } from '../../scripts/client/viewer-swarm.ts';
import { desktop, openBrowser, photograph, signIn } from '../harness/browser.ts';
import { decodeErrors } from '../harness/flash-beep-offsets.ts';
import { countOpenFiles, isRunning, MemoryDiary } from '../harness/footprint.ts';
import { givenShow } from '../harness/given.ts';
import { LossyLink } from '../harness/lossy-link.ts';
import { resizePicture, useProgrammeSignal } from '../harness/programme-signal.ts';
import { SwarmViewer } from '../harness/swarm-viewer.ts';
import { chooseMediaPort, System } from '../harness/system.ts';
import { until } from '../harness/until.ts';
import { endShow, goLive, openStudio } from '../screens/studio.ts';

const isLong = process.env.PROOF_SIZE === 'long';
const VIEWERS = isLong ? 100 : 10;
const MINUTES = Number(process.env.SOAK_MINUTES ?? 30);
const FAULT_EVERY_MS = isLong ? 60_000 : 2_000;
const FAULTS = isLong ? MINUTES : 4;
const BACK_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 5_000;
/** Caches fill and code is compiled in the first part. */
const WARM_UP_MS = Math.min(5, MINUTES / 3) * 60_000;
const FLAT_MIB_PER_MINUTE = 1;
const LOSS = 0.01;
const sizes = [
  { width: 640, height: 360 },
  { width: 360, height: 640 },
  { width: 1_280, height: 720 },
];

let system: System;
let browser: Browser;
let link: LossyLink;
let swarm: ViewerSwarm;
const viewers: SwarmViewer[] = [];
beforeAll(async () => {
  const mediaPort = chooseMediaPort();
  link = await LossyLink.open(mediaPort);
  system = await System.open({ MEDIA_PORT_BASE: String(mediaPort), MEDIA_WORKERS: '1' });
  browser = await openBrowser();
  swarm = await ViewerSwarm.open(process.env.SWARM_PATH ?? '');
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  console.log(system.tail());
  await photograph(browser, 'soak');
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(viewers.map((viewer) => viewer.close()));
  await swarm?.close();
  await system?.close();
  link?.close();
});

type Fault = { name: string; run: (host: Page, turn: number) => Promise<void> | void };
const faults: readonly Fault[] = [
  { name: 'kill -9 of the encoder', run: () => killIfThere(system.encoderPid()) },
  { name: 'kill -9 of a worker', run: () => system.workerPids().forEach(killIfThere) },
  {
    name: 'another size',
    run: (host, turn) => resizePicture(host, sizes[turn % sizes.length] ?? { width: 640, height: 360 }),
  },
  {
    name: 'the studio is reloaded',
    run: async (host) => {
      await host.reload();
      await host.getByRole('button', { name: zh.studio.end, exact: true }).waitFor({ timeout: 30_000 });
    },
  },
  {
    name: 'viewers drop',
    run: async (_, turn) => {
      await Promise.all(viewers.filter((_viewer, at) => (at + turn) % 10 === 0).map((viewer) => viewer.drop()));
    },
  },
];

function killIfThere(pid: number | undefined): void {
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** All in each round, in an order that a seed decides. */
function planFaults(count: number): Fault[] {
  let seed = 7;
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed;
  };
  const rounds = Array.from({ length: Math.ceil(count / faults.length) }, () =>
    faults.map((fault) => ({ fault, order: next() })).toSorted((a, b) => a.order - b.order),
  );
  return rounds.flatMap((round) => round.map(({ fault }) => fault)).slice(0, count);
}

const untilAllReceive = (after: string) =>
  until(`all viewers receive after ${after}`, async () => (await swarm.stats()).receiving === VIEWERS, {
    timeoutMs: BACK_WITHIN_MS + 5_000,
    everyMs: 100,
  });

/** Lets a fault happen at its time, and between them writes down who holds how much memory. */
async function letThemHappen(host: Page, diary: MemoryDiary, seen: Set<number>) {
  const backMs: Record<string, number> = {};
  for (const [turn, { name, run }] of planFaults(FAULTS).entries()) {
    const dueAt = performance.now() + FAULT_EVERY_MS;
    await run(host, turn);
    const since = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 2_500)); // Who fell silent is known to by then.
    await untilAllReceive(name);
    backMs[`${turn} ${name}`] = Math.round(performance.now() - since);
    while (performance.now() < dueAt) {
      diary.note('server', system.pidOf('server'));
      diary.note('media', system.pidOf('media'));
      for (const pid of system.pids()) seen.add(pid);
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, Math.min(LOOK_EVERY_MS, dueAt - performance.now()))),
      );
    }
  }
  return backMs;
}

test.skipIf(!process.env.SWARM_PATH)(
  'whatever happens for long: memory stays, and nothing is left behind',
  async () => {
    const { shopkeepers, show } = await givenShow(system, VIEWERS);
    const { showId } = show;
    const context = await browser.newContext({ ...desktop, locale: 'zh-CN' });
    await useProgrammeSignal(context);
    await link.use(context);
    link.loss = LOSS;
    const host = await signIn(context, system.url, 'host');
    await openStudio(host, system.url, showId);
    const filesBefore = countOpenFiles(system.pidOf('media') ?? -1);
    await goLive(host);
    const plan = { url: system.url, showId, swarm };
    viewers.push(...shopkeepers.map(({ client }) => new SwarmViewer({ ...plan, cookie: client.cookie() })));
    await untilAllReceive('they came');

    const diary = new MemoryDiary();
    const seen = new Set(system.pids());
    const backMs = await letThemHappen(host, diary, seen);
    await endShow(host);
    // A shopkeeper's session outlives half an hour without a socket, her host's does not.
    const replay = await until('the replay is there', () => shopkeepers[0]!.client.call(replays.getReplay, { showId }));
    const memory = diary.read(WARM_UP_MS);
    console.log(JSON.stringify({ backMs, memory, gaps: replay.gaps.length, durationMs: replay.durationMs }));

    expect(await decodeErrors(`${system.url}${replay.hlsPath}`)).toBe('');
    expect(Math.max(...Object.values(backMs))).toBeLessThan(BACK_WITHIN_MS);
    await until('no encoder runs', () => system.encoderPid() === undefined);
    await until('the node has closed what the show opened', () => {
      return countOpenFiles(system.pidOf('media') ?? -1) <= filesBefore + 2;
    });
    if (isLong) for (const { mibPerMinute } of memory) expect(mibPerMinute).toBeLessThan(FLAT_MIB_PER_MINUTE);
    await system.close();
    expect([...seen].filter(isRunning)).toEqual([]);
  },
  60_000 * (MINUTES + 10),
);
