import process from 'node:process';
import { replays } from '@shoal/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../harness/browser.ts';
import { decodeErrors, flashBeepOffsets, percentile } from '../harness/flash-beep-offsets.ts';
import { givenShow } from '../harness/given.ts';
import { System } from '../harness/system.ts';
import { until } from '../harness/until.ts';
import { endShow, sendSignal } from '../screens/studio.ts';

/** `npm test` holds sound and picture together in the recorder's proof, through worse than this. */
const isLong = process.env.PROOF_SIZE === 'long';
const LENGTH_MS = 120_000;

let system: System;
let browser: Browser;
beforeAll(async () => {
  system = await System.open();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

test.skipIf(!isLong)('flash and beep of every second stay together in a recording', { timeout: 300_000 }, async () => {
  const { host: account, show } = await givenShow(system, 1);
  const host = await sendSignal(browser, system.url, show.showId);
  const wentLiveAt = Date.now();
  await until('enough is recorded', () => Date.now() - wentLiveAt > LENGTH_MS, {
    timeoutMs: LENGTH_MS + 5_000,
    everyMs: 1_000,
  });
  await endShow(host);

  const call = () => account.client.call(replays.getReplay, { showId: show.showId });
  const { durationMs, hlsPath } = await until('the replay is there', call);
  const url = `${system.url}${hlsPath}`;
  const offsetsMs = (await flashBeepOffsets(url)).map(Math.abs);
  const [medianMs, p95Ms] = [percentile(offsetsMs, 0.5), percentile(offsetsMs, 0.95)];
  console.log({ durationMs, pairs: offsetsMs.length, medianMs, p95Ms });

  expect(await decodeErrors(url)).toBe('');
  expect(offsetsMs.length).toBeGreaterThan(LENGTH_MS / 1_000 - 10);
  expect(medianMs).toBeLessThanOrEqual(40);
  expect(p95Ms).toBeLessThanOrEqual(80);
});
