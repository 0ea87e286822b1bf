import { replays } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, photograph, signIn } from '../harness/browser.ts';
import { decodeErrors, flashBeepOffsets, percentile } from '../harness/flash-beep-offsets.ts';
import { givenShow } from '../harness/given.ts';
import { LossyLink } from '../harness/lossy-link.ts';
import { pause } from '../harness/pause.ts';
import { listUndrawn, resizePicture, useProgrammeSignal } from '../harness/programme-signal.ts';
import { fetchRuns, readClocks } from '../harness/replayed-runs.ts';
import { sendLargestLayer, useSimulcastLayers } from '../harness/simulcast-layers.ts';
import { coveredMs, type Span } from '../harness/span.ts';
import { chooseMediaPort, System } from '../harness/system.ts';
import { until } from '../harness/until.ts';
import { playToEnd } from '../screens/replay.ts';
import { endShow, goLive, openStudio } from '../screens/studio.ts';

const isLong = process.env.PROOF_SIZE === 'long';
/** In the replay a jump of the drawn clock up to this is a late frame, not a loss. */
const JUMP_MS = 400;
/** Where an encoder died, its successor may begin so much before what is stored. */
const SEAM_MS = 200;
/** A largest picture that stays away for longer gives way to the next smaller one: the router waits two seconds, and for a key frame. */
const SMALLER_AFTER_MS = 2_500;
/** Sound and picture are together within this, in every run that has so many flashes with a beep. */
const TOGETHER_MS = 60;
const FEW_PAIRS = 3;
const WIDE = { width: 1_280, height: 720 };
const TALL = { width: 720, height: 1_280 };
const SMALL = { width: 960, height: 540 };

type Ground = { host: Page; link: LossyLink; system: System };
/** Something that happens to a host, and how much of what she sent it may cost. */
type Happening = { name: string; lostMs: number; gaps: number; run: (ground: Ground) => Promise<void> };

const encoderOf = (system: System) => until('an encoder runs', () => system.encoderPid());

const cameraOff: Happening = {
  name: 'camera off and on',
  lostMs: 4_000, // Of the camera's picture: the waiting picture carries no clock.
  gaps: 0,
  run: async ({ host }) => {
    await host.getByRole('button', { name: zh.studio.turnCameraOff }).click();
    await pause(2_500);
    await host.getByRole('button', { name: zh.studio.turnCameraOn }).click();
  },
};
const turned: Happening = {
  name: 'turned to portrait and back',
  lostMs: 0,
  gaps: 0,
  run: async ({ host }) => {
    await resizePicture(host, TALL);
    await pause(2_500);
    await resizePicture(host, WIDE);
  },
};
const killed: Happening = {
  name: 'kill -9 of the encoder',
  lostMs: 0,
  gaps: 0,
  run: async ({ system }) => {
    const pid = await encoderOf(system);
    process.kill(pid, 'SIGKILL');
    await until('another encoder runs', () => system.encoderPid() !== pid && system.encoderPid() !== undefined);
  },
};
const hung: Happening = {
  name: 'the encoder hangs',
  lostMs: 0,
  gaps: 0,
  run: async ({ system }) => {
    const pid = await encoderOf(system);
    process.kill(pid, 'SIGSTOP');
    await until('the watchdog replaces it', () => ![undefined, pid].includes(system.encoderPid()), {
      timeoutMs: 13_000,
    });
  },
};
const offline = (ms: number): Happening => ({
  name: `${ms / 1_000} s offline`,
  lostMs: ms + 3_500,
  gaps: 1,
  run: async ({ link }) => {
    link.isCut = true;
    await pause(ms);
    link.isCut = false;
  },
});
const lossy: Happening = {
  name: '3 % loss',
  lostMs: 2_500,
  gaps: 0,
  run: async ({ link }) => {
    link.loss = 0.03;
    await pause(6_000);
    link.loss = 0;
  },
};
const smaller: Happening = {
  name: 'the largest layer goes and comes back',
  lostMs: 0, // The router waits for it all the while; then the next smaller one is recorded.
  gaps: 0,
  run: async ({ host }) => {
    await sendLargestLayer(host, false);
    await pause(5_000);
    await sendLargestLayer(host, true);
  },
};
const otherDevice: Happening = {
  name: 'another camera, of another size, and back to the first size',
  lostMs: 0,
  gaps: 0,
  run: async ({ host }) => {
    await host.getByRole('button', { name: zh.studio.devices }).click();
    await host.getByRole('combobox', { name: zh.studio.camera }).click();
    await Promise.all([host.getByRole('option').last().click(), resizePicture(host, SMALL)]);
    await host.keyboard.press('Escape');
    await pause(2_500);
    await resizePicture(host, WIDE);
  },
};
const reloaded: Happening = {
  name: 'the studio is reloaded',
  lostMs: 15_000,
  gaps: 1,
  run: async ({ host }) => {
    await host.reload();
    await host.getByRole('button', { name: zh.studio.end, exact: true }).waitFor({ timeout: 30_000 });
  },
};

const short = [cameraOff, turned, killed, killed, offline(4_500)];
const long = [
  cameraOff,
  turned,
  otherDevice,
  smaller,
  lossy,
  offline(5_000),
  reloaded,
  hung,
  ...Array(20).fill(killed),
];

let system: System;
let browser: Browser;
let link: LossyLink;
beforeAll(async () => {
  const mediaPort = chooseMediaPort();
  link = await LossyLink.open(mediaPort);
  system = await System.open({ MEDIA_PORT_BASE: String(mediaPort), MEDIA_WORKERS: '1' });
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(browser, 'recorder');
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
  link?.close();
});

test('whatever happens to a host, her replay plays to its end, and lacks only what never came', async () => {
  const happenings = isLong ? long : short;
  const { host: account, show } = await givenShow(system, 1);
  const { showId } = show;
  const context = await browser.newContext({ ...desktop, locale: 'zh-CN' });
  await useProgrammeSignal(context);
  await useSimulcastLayers(context);
  await link.use(context);
  const host = await signIn(context, system.url, 'host');
  await openStudio(host, system.url, showId);
  await goLive(host);
  await pause(3_000);
  const happened: Happened[] = [];
  const undrawn: Span[] = [];
  for (const happening of happenings) {
    undrawn.push(...(await listUndrawn(host))); // The page may be another one afterwards.
    const fromMs = Date.now();
    await happening.run({ host, link, system });
    await pause(3_000);
    happened.push({ ...happening, fromMs, toMs: Date.now() });
  }
  undrawn.push(...(await listUndrawn(host)));
  await endShow(host);
  const endedAt = Date.now();
  const replay = await until('the replay is there', () => account.client.call(replays.getReplay, { showId }));
  const readyMs = Date.now() - endedAt;

  const url = `${system.url}${replay.hlsPath}`;
  const runs = await fetchRuns(url);
  const clocks: number[] = [];
  const offsetsMs: number[] = [];
  for (const run of runs) {
    expect(await decodeErrors(run.path)).toBe('');
    clocks.push(...(await readClocks(run)));
    const inRunMs = (await flashBeepOffsets(run.path)).map(Math.abs);
    if (inRunMs.length >= FEW_PAIRS) expect(percentile(inRunMs, 0.5)).toBeLessThanOrEqual(TOGETHER_MS);
    offsetsMs.push(...inRunMs);
  }
  const unsent = link
    .listUnsent()
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, fromMs + SMALLER_AFTER_MS) }));
  const lost = listLost(clocks)
    .map((span) => ({ ...span, ms: span.toMs - span.fromMs - coveredMs(span, [...undrawn, ...unsent]) }))
    .filter(({ ms }) => ms > JUMP_MS)
    .map((span) => ({ ...span, by: nameCause(happened, span) }));
  const shownTwice = listTwice(clocks);
  const twice = happened.map((of) => ({ by: of.name, ms: coveredMs(of, shownTwice) })).filter(({ ms }) => ms > 0);
  const sound = { pairs: offsetsMs.length, p50: percentile(offsetsMs, 0.5), p95: percentile(offsetsMs, 0.95) };
  console.log(
    JSON.stringify({
      readyMs,
      runs: runs.length,
      durationMs: replay.durationMs,
      gaps: replay.gaps,
      lost,
      twice,
      sound,
    }),
  );

  for (const { by, ms } of lost) {
    const mostMs = happened.find(({ name }) => name === by)?.lostMs ?? 0;
    expect(ms, `lost by ${by}`).toBeLessThanOrEqual(mostMs);
  }
  for (const { by, ms } of twice) expect(ms, `shown twice by ${by}`).toBeLessThanOrEqual(SEAM_MS);
  expect(replay.gaps).toHaveLength(happened.reduce((total, { gaps }) => total + gaps, 0));
  expect(sound.pairs).toBeGreaterThan(replay.durationMs / 1_000 / 2);
  expect(sound.p50).toBeLessThanOrEqual(TOGETHER_MS / 2);
  await playToEnd(host, `${system.url}/replay/${showId}`, replay.durationMs);
}, 600_000);

type Happened = Happening & Span;

/** The happening that shares most of its time with what was lost. */
function nameCause(happened: readonly Happened[], lost: Span): string {
  const cause = happened.toSorted((a, b) => coveredMs(lost, [b]) - coveredMs(lost, [a]))[0];
  return cause && coveredMs(lost, [cause]) > 0 ? cause.name : 'nothing';
}

/** What the drawn clock passes over. */
function listLost(clocks: readonly number[]): Span[] {
  let newest = clocks[0] ?? 0;
  return clocks.flatMap((clock) => {
    const span = { fromMs: newest, toMs: clock };
    newest = Math.max(newest, clock);
    return clock - span.fromMs > JUMP_MS ? [span] : [];
  });
}

/** Where the drawn clock goes on over what it has shown before; a picture that is held stands, and then leaps. */
function listTwice(clocks: readonly number[]): Span[] {
  let newest = clocks[0] ?? 0;
  return clocks.flatMap((clock, at) => {
    const span = { fromMs: clocks[at - 1] ?? clock, toMs: clock };
    const goesOn = clock > span.fromMs && clock - span.fromMs <= JUMP_MS;
    const isAgain = goesOn && clock <= newest;
    newest = Math.max(newest, clock);
    return isAgain ? [span] : [];
  });
}
