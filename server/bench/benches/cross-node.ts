import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/platform/new-id.ts';
import { findFreePort } from '../../src/testing/free-port.ts';
import { givenSchool, type School } from '../ground/given-school.ts';
import type { Ground } from '../ground/open-ground.ts';
import { openHost, type Press } from '../load/press.ts';
import { RoomClient } from '../load/room-client.ts';
import { toCookie, toToken } from '../load/token.ts';
import { show } from '../measure/figures.ts';
import type { Report } from '../measure/report.ts';
import { percentile } from '../measure/statistics.ts';
import type { BenchOptions } from '../options.ts';
import { OwnRedis } from '../processes/start-redis.ts';
import { startShoal } from '../processes/start-shoal.ts';

type Ear = { client: RoomClient; heardMs: Map<number, number> };
/** For each press, from the near server's client to the far server's; `lost` never came. */
type Crossing = { hopMs: number[]; pressMs: number[]; lost: number };
type Figures = { whole: Crossing; frozen: Crossing };

const FROZEN_AFTER_MS = 1_000;
const FROZEN_MS = 2_000;
const ARRIVAL_LIMIT_MS = 15_000;

/** [G11] How far behind a second server's shopkeepers are, and whether they lose anything while Redis hangs for 2 s. */
export async function crossNode(ground: Ground, options: BenchOptions): Promise<Report & { figures: Figures }> {
  const redis = await OwnRedis.open(await findFreePort());
  const school = await givenSchool(ground.db, 2);
  const start = (core: number) => startShoal({ ...ground, core, env: { REDIS_URL: redis.url } });
  const servers = await Promise.all([start(0), start(0)]);
  const [nearPort, farPort] = servers.map(({ port }) => port);
  if (nearPort === undefined || farPort === undefined) throw new Error('two servers were started');
  const [near, far] = [listen(school, 0, nearPort), listen(school, 1, farPort)];
  const press = openHost({ kind: 'shoal', ...school, port: nearPort });
  try {
    await Promise.all([near.client.joined, far.client.joined]);
    const burst = { count: options.drops, everyMs: options.everyMs };
    await cross({ press, near, far }, burst); // Everything is cold.
    const whole = await cross({ press, near, far }, burst);
    const [frozen] = await Promise.all([cross({ press, near, far }, burst), freeze(redis)]);
    const lines = [
      { what: 'drops, every', value: `${options.drops}, ${options.everyMs} ms` },
      { what: 'near server to far, p50', value: show(percentile(whole.hopMs, 0.5), 'ms') },
      { what: 'near server to far, p99', value: show(percentile(whole.hopMs, 0.99), 'ms') },
      { what: 'press to far, p99', value: show(percentile(whole.pressMs, 0.99), 'ms') },
      {
        what: `Redis frozen ${FROZEN_MS / 1_000} s: near to far, p99`,
        value: show(percentile(frozen.hopMs, 0.99), 'ms'),
      },
      {
        what: 'lost, with Redis and without',
        value: `${whole.lost}, ${frozen.lost}`,
        bar: { text: '0', isMet: whole.lost + frozen.lost === 0 },
      },
    ];
    return { name: 'cross-node', options, lines, figures: { whole, frozen }, voids: [] };
  } finally {
    press.close();
    near.client.close();
    far.client.close();
    for (const { process } of servers) await process.close();
    await redis.kill();
  }
}

function listen({ secret, showId }: School, index: number, port: number): Ear {
  const heardMs = new Map<number, number>();
  const onApplied = (seq: number) => void heardMs.set(seq, performance.now());
  const cookie = toCookie(toToken(secret, index));
  return { heardMs, client: RoomClient.open({ port, cookie, showId, tabId: newId(), door: 'room', onApplied }) };
}

type Way = { press: Press; near: Ear; far: Ear };

async function cross(
  { far, near, press }: Way,
  { count, everyMs }: { count: number; everyMs: number },
): Promise<Crossing> {
  const presses: Promise<{ seq: number; atMs: number }>[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const atMs = performance.now();
    presses.push(press().then((seq) => ({ seq, atMs })));
    await wait(everyMs);
  }
  const pressed = await Promise.all(presses);
  const last = Math.max(...pressed.map(({ seq }) => seq));
  for (const deadline = performance.now() + ARRIVAL_LIMIT_MS; performance.now() < deadline; await wait(20)) {
    if (far.client.lastSeq >= last && near.client.lastSeq >= last) break;
  }
  const arrived = pressed.flatMap(({ atMs, seq }) => {
    const [nearMs, farMs] = [near.heardMs.get(seq), far.heardMs.get(seq)];
    return nearMs === undefined || farMs === undefined ? [] : [{ hopMs: farMs - nearMs, pressMs: farMs - atMs }];
  });
  return {
    hopMs: arrived.map(({ hopMs }) => hopMs),
    pressMs: arrived.map(({ pressMs }) => pressMs),
    lost: pressed.length - arrived.length,
  };
}

async function freeze(redis: OwnRedis): Promise<void> {
  await wait(FROZEN_AFTER_MS);
  redis.freeze();
  await wait(FROZEN_MS);
  redis.thaw();
}
