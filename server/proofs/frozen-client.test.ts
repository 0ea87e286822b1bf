import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { givenSchool, type School } from '../bench/ground/given-school.ts';
import { type Ground, openGround } from '../bench/ground/open-ground.ts';
import type { ShowTarget } from '../bench/load/swarm-options.ts';
import { type LoadProcess, startLoad } from '../bench/processes/start-load.ts';
import { type ShoalProcess, startShoal } from '../bench/processes/start-shoal.ts';
import { findFreePort } from '../src/testing/free-port.ts';
import { assertsTimes, chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';

const SIZE = chooseSize({
  short: { sockets: 200, frozen: [10], beforeMs: 2_000 },
  long: { sockets: 1_000, frozen: [1, 50], beforeMs: 18_000 },
});
const EVERY_MS = 50;
const ENTRY_BYTES = 2_000;
const CLOSED_LIMIT_MS = 20_000;
const MAX_GROWTH_BYTES = 2 * 2 ** 20;

let ground: Ground;
let metricsPort: number;
let server: ShoalProcess;
let loads: LoadProcess[] = [];
beforeEach(async () => {
  ground = await openGround();
  metricsPort = await findFreePort();
  server = await startShoal({ ...ground, core: 0, env: { METRICS_PORT: String(metricsPort) } });
  loads = [startLoad(), startLoad()];
});
afterEach(async () => {
  for (const load of loads) await load.close();
  await server.process.close();
  await ground.close();
});

async function countSockets(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^shoal_sockets (\d+)/m.exec(text)?.[1]);
}

/** Everybody is in the show, some of them in a process of their own, which can be stopped. */
async function givenFrozenOnes(
  frozenCount: number,
): Promise<{ target: ShowTarget; awake: LoadProcess; frozen: LoadProcess }> {
  const school: School = await givenSchool(ground.db, SIZE.sockets);
  await ground.db
    .updateTable('materials')
    .set({ text: 'x'.repeat(ENTRY_BYTES) })
    .execute();
  const target: ShowTarget = { kind: 'shoal', port: server.port, ...school };
  const [awake, frozen] = loads;
  if (!awake || !frozen) throw new Error('two processes were started');
  await frozen.ask('open', { target, sockets: frozenCount, comesBack: true });
  await awake.ask('open', { target, from: frozenCount, sockets: SIZE.sockets - frozenCount, comesBack: true });
  return { target, awake, frozen };
}

/** @returns how long it took until the server had closed the lines of those who stand still */
async function untilClosed(left: number): Promise<number> {
  const sinceMs = performance.now();
  while ((await countSockets()) > left) {
    if (performance.now() - sinceMs > 2 * CLOSED_LIMIT_MS) throw new Error('the frozen lines stayed open');
    await wait(100);
  }
  return performance.now() - sinceMs;
}

test.each(SIZE.frozen)(
  '%i frozen clients are closed, and the others do not notice',
  async (frozenCount) => {
    const { awake, frozen } = await givenFrozenOnes(frozenCount);
    const before = await awake.ask('press', { count: SIZE.beforeMs / EVERY_MS, everyMs: EVERY_MS });
    await server.process.ask('readMemory');
    const rssBefore = server.process.readRssBytes();
    const all = await countSockets();

    frozen.kill('SIGSTOP');
    const pressing = awake.ask('press', { count: CLOSED_LIMIT_MS / EVERY_MS, everyMs: EVERY_MS });
    const closedMs = await untilClosed(all - frozenCount);
    const rssGrowth = server.process.readRssBytes() - rssBefore;
    const during = await pressing;
    frozen.kill('SIGCONT');
    const { current, ms } = await frozen.ask('untilCurrent', {
      seq: during.top,
      sockets: frozenCount,
      limitMs: 30_000,
    });
    const reasons = await frozen.ask('listCloseReasons');
    const p99 = { beforeMs: before.arrivalP99Ms, duringMs: during.arrivalP99Ms };
    console.log({ frozenCount, closedMs, rssGrowth, ...p99, backAfterMs: ms, reasons: new Set(reasons) });

    expect(during).toMatchObject({ delivered: during.expected, gaps: 0, repeats: 0 });
    expect(current).toBe(frozenCount);
    expect(rssGrowth).toBeLessThan(frozenCount * MAX_GROWTH_BYTES + 64 * 2 ** 20);
    if (!assertsTimes) return;
    expect(closedMs).toBeLessThan(CLOSED_LIMIT_MS);
    expect(p99.duringMs).toBeLessThan(p99.beforeMs * 1.1 + 2);
  },
  PROOF_LIMIT_MS,
);
