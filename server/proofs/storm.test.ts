import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { givenSchool } from '../bench/ground/given-school.ts';
import { type Ground, openGround } from '../bench/ground/open-ground.ts';
import { type LoadProcess, startLoad } from '../bench/processes/start-load.ts';
import { LivingServer } from './harness/living-server.ts';
import { assertsTimes, chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';

const SIZE = chooseSize({
  short: { sockets: 300, queriesPerClient: 0.3 },
  long: { sockets: 10_000, queriesPerClient: 0.01 },
});
const CURRENT_LIMIT_MS = 20_000;
const PRESSES = { count: 3, everyMs: 300 };
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

/** What the server asks the database without any storm: by its timers, and for the presses of the storm. */
async function readOwnQueries(): Promise<{ perMs: number; forPresses: number }> {
  await server.process.ask('startProbe');
  await wait(QUIET_MS);
  const perMs = (await server.process.ask('readProbe')).queries / QUIET_MS;
  await server.process.ask('startProbe');
  const sinceMs = performance.now();
  await load.ask('press', PRESSES);
  const { queries } = await server.process.ask('readProbe');
  return { perMs, forPresses: queries - perMs * (performance.now() - sinceMs) };
}

test(
  '[RS4][RS5] everybody is current again after the server died under all of them at once',
  async () => {
    const school = await givenSchool(ground.db, SIZE.sockets);
    const target = { kind: 'shoal', port: server.port, ...school } as const;
    await load.ask('open', { target, sockets: SIZE.sockets, comesBack: true });
    await load.ask('press', { count: 5, everyMs: 100 });
    const own = await readOwnQueries();

    const killedMs = performance.now();
    await server.kill();
    await server.process.ask('startProbe');
    const listeningMs = performance.now();
    // Dropped while they come back: who is early gets it as a broadcast, who is late in the answer to her join.
    const { top } = await load.ask('press', PRESSES);
    const { current, joined } = await load.ask('untilCurrent', { seq: 0, sockets: SIZE.sockets, limitMs: 60_000 });
    const currentMs = performance.now() - killedMs;
    const { delayP99Ms, queries } = await server.process.ask('readProbe');
    const ofClients = queries - own.forPresses - own.perMs * (performance.now() - listeningMs);
    const faults = await load.ask('countFaults');
    const have = await load.ask('countAt', { seq: top });
    const rssMb = Math.round(server.process.readRssBytes() / 2 ** 20);
    console.log({ currentMs, awayMs: server.awayMs[0], queries, ofClients, delayP99Ms, rssMb, ...faults });

    expect({ current, joined, have }).toEqual({ current: SIZE.sockets, joined: SIZE.sockets, have: SIZE.sockets });
    expect(faults.repeats).toBe(0);
    expect(ofClients / SIZE.sockets).toBeLessThanOrEqual(SIZE.queriesPerClient);
    if (assertsTimes) expect(currentMs).toBeLessThan(CURRENT_LIMIT_MS);
  },
  PROOF_LIMIT_MS,
);
