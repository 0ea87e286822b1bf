import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { givenSchool } from '../bench/ground/given-school.ts';
import { type Ground, openGround } from '../bench/ground/open-ground.ts';
import { type LoadProcess, startLoad } from '../bench/processes/start-load.ts';
import { LivingServer } from './harness/living-server.ts';
import { assertsTimes, chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';

const SOCKETS = chooseSize({ short: 300, long: 10_000 });
const CURRENT_LIMIT_MS = 20_000;
const QUIET_MS = 3_000;

let ground: Ground;
let server: LivingServer;
let load: LoadProcess;
beforeEach(async () => {
  ground = await openGround();
  server = await LivingServer.open({ ...ground, core: 0 });
  load = startLoad();
});
afterEach(async () => {
  await load?.close();
  await server?.close();
  await ground?.close();
});

/** Queries a second of a server whose clients are all there: its timers, not its clients. */
async function readQuietQueries(): Promise<number> {
  await server.process.ask('startProbe');
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  return ((await server.process.ask('readProbe')).queries * 1_000) / QUIET_MS;
}

test(
  '[RS4][RS5] everybody is current again after the server died under all of them at once',
  async () => {
    const school = await givenSchool(ground.db, SOCKETS);
    const target = { kind: 'shoal', port: server.port, ...school } as const;
    await load.ask('open', { target, sockets: SOCKETS, comesBack: true });
    await load.ask('press', { count: 5, everyMs: 100 });
    const quiet = await readQuietQueries();

    const killedMs = performance.now();
    await server.kill();
    await server.process.ask('startProbe');
    const listeningMs = performance.now();
    // Dropped while they come back: who is early gets it as a broadcast, who is late in the answer to her join.
    const { top } = await load.ask('press', { count: 3, everyMs: 300 });
    const { current, joined } = await load.ask('untilCurrent', { seq: 0, sockets: SOCKETS, limitMs: 60_000 });
    const currentMs = performance.now() - killedMs;
    const { delayP99Ms, queries } = await server.process.ask('readProbe');
    const ofClients = queries - (quiet * (performance.now() - listeningMs)) / 1_000;
    const faults = await load.ask('countFaults');
    const have = await load.ask('countAt', { seq: top });
    const rssMb = Math.round(server.process.readRssBytes() / 2 ** 20);
    console.log({ currentMs, awayMs: server.awayMs[0], queries, ofClients, delayP99Ms, rssMb, ...faults });

    expect({ current, joined, have }).toEqual({ current: SOCKETS, joined: SOCKETS, have: SOCKETS });
    expect(faults.repeats).toBe(0);
    if (assertsTimes) expect(currentMs).toBeLessThan(CURRENT_LIMIT_MS);
  },
  PROOF_LIMIT_MS,
);
