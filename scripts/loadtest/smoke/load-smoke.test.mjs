import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildScenarios } from '../../../loadtest/build.mjs';
import { scenarioNames } from '../../../loadtest/lib/run-plan.ts';
import { findK6 } from '../find-k6.mjs';
import { openOwnTarget } from '../own-target.mjs';
import { choosePins } from '../pin.mjs';
import { runScenario } from '../run-scenario.ts';
import { runSwarm } from '../run-swarm.ts';
import { toVerdicts } from '../to-figures.ts';

const silent = () => {};
const k6 = await findK6(silent).catch((error) => error);
const pins = choosePins(false); // Other tests may run beside us.
const workDir = mkdtempSync(join(tmpdir(), 'shoal-smoke-'));
let target;
beforeAll(async () => {
  await buildScenarios(join(workDir, 'bundles'));
  target = await openOwnTarget({ pins, postgresUrl: process.env.TEST_DATABASE_URL });
});
afterEach(({ task }) => {
  if (task.result?.state === 'fail') process.stdout.write(`${target?.server.lastLines()}\n`);
});
afterAll(async () => {
  await target?.close();
  rmSync(workDir, { recursive: true, force: true });
});

const small = {
  drops: 6,
  rate: 2,
  rampMs: 2_000,
  swarm: 0,
  sendsReceipts: true,
  judgesTimes: false,
};

test.for(scenarioNames)('%s holds its counts for 300 shopkeepers', async (scenario, { skip }) => {
  if (typeof k6 !== 'string') skip(k6.message);
  const deps = { k6, bundleDir: join(workDir, 'bundles'), workDir, toCommand: pins.onLoadCore, target, say: silent };

  const result = await runScenario(deps, { ...small, scenario, shopkeepers: scenario === 'sign-in' ? 50 : 300 });

  const failed = toVerdicts(result).filter(({ isOk }) => !isOk);
  expect(failed).toEqual([]);
});

test('200 clients of Node hold the log as it was committed, across a kill -9 [LG1] [LG3] [RC1]', async () => {
  const verdict = await runSwarm(target, { members: 200, drops: 20, killAt: 7 });

  expect(verdict).toMatchObject({ members: 200, faults: [] });
});
