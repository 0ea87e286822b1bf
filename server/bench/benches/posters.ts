import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { ShareCode } from '@shoal/contract';
import { givenPosters } from '../ground/given-posters.ts';
import { givenSchool } from '../ground/given-school.ts';
import type { Ground } from '../ground/open-ground.ts';
import { show, showSpread } from '../measure/figures.ts';
import type { Report } from '../measure/report.ts';
import { percentile, toSpread } from '../measure/statistics.ts';
import type { BenchOptions } from '../options.ts';
import { type LoadProcess, startLoad } from '../processes/start-load.ts';
import { startShoal } from '../processes/start-shoal.ts';

type Crowd = { painted: number; seconds: number; waitedMs: number[]; refusals: number };
type Figures = { coldMs: number; warmMs: number[]; crowd: Crowd; before: number[]; during: number[]; lost: number };
type Fetched = { ms: number; refusals: number };

const MAX_WARM_MS = 150;
const MAX_CROWD_SECONDS = 60;
const MAX_WORSE = 1.1;
const WARM_POSTERS = 50;
const GIVE_UP_MS = 180_000;

/** [G14] Posters: how fast one is, how fast everybody has hers after a drop, and what the room feels of it meanwhile. */
export async function posters(ground: Ground, options: BenchOptions): Promise<Report & { figures: Figures }> {
  const warm = Math.min(WARM_POSTERS, options.posters);
  const school = await givenSchool(ground.db, Math.max(options.sockets, options.posters + warm + 1));
  const { process: server, port } = await startShoal({ ...ground, core: 0 });
  const load = startLoad();
  const burst = { count: options.drops, everyMs: options.everyMs };
  try {
    const codes = await givenPosters(ground, school, async () => {
      await load.ask('open', { target: { kind: 'shoal', port, ...school }, sockets: options.sockets });
      return (await load.ask('press', { count: 1, everyMs: 0 })).top;
    });
    const [first, ...rest] = codes;
    if (!first) throw new Error('nobody asks for a poster');
    const coldMs = (await fetchPoster(port, first)).ms;
    const warmMs: number[] = [];
    for (const code of rest.slice(0, warm)) warmMs.push((await fetchPoster(port, code)).ms);
    await load.ask('press', burst); // Everything is cold.
    const before = await pressWhile(load, burst, options.pairs);
    let isDone = false;
    const crowding = fetchAll(port, rest.slice(warm, warm + options.posters)).finally(() => {
      isDone = true;
    });
    const during = await pressWhile(load, burst, Number.POSITIVE_INFINITY, () => !isDone);
    const crowd = await crowding;
    const figures: Figures = {
      coldMs,
      warmMs,
      crowd,
      before: before.p99Ms,
      during: during.p99Ms,
      lost: before.lost + during.lost,
    };
    return { name: 'posters', options, lines: toLines(figures, options), figures, voids: [] };
  } finally {
    await load.close();
    await server.close();
  }
}

function toLines({ before, coldMs, crowd, during, lost, warmMs }: Figures, options: BenchOptions): Report['lines'] {
  const [was, is] = [toSpread(before), toSpread(during)];
  const [p95, worse] = [percentile(warmMs, 0.95), is.median / was.median];
  return [
    { what: 'sockets, posters', value: `${options.sockets}, ${options.posters}` },
    { what: 'the first poster of a material', value: show(coldMs, 'ms') },
    { what: 'the next ones, p50', value: show(percentile(warmMs, 0.5), 'ms') },
    {
      what: 'the next ones, p95',
      value: show(p95, 'ms'),
      bar: { text: `<= ${MAX_WARM_MS} ms`, isMet: p95 <= MAX_WARM_MS },
    },
    {
      what: `${crowd.painted} at once`,
      value: show(crowd.seconds, 's'),
      bar: { text: `<= ${MAX_CROWD_SECONDS} s`, isMet: crowd.seconds <= MAX_CROWD_SECONDS },
    },
    { what: 'wait of the crowd, p50', value: show(percentile(crowd.waitedMs, 0.5), 'ms') },
    { what: 'wait of the crowd, p95', value: show(percentile(crowd.waitedMs, 0.95), 'ms') },
    { what: 'told to come again', value: `${crowd.refusals}` },
    { what: 'drop to socket p99, before', value: showSpread(was, 'ms') },
    { what: 'drop to socket p99, meanwhile', value: showSpread(is, 'ms') },
    { what: 'meanwhile to before', value: show(worse), bar: { text: `<= ${MAX_WORSE}`, isMet: worse <= MAX_WORSE } },
    { what: 'drops lost', value: `${lost}`, bar: { text: '0', isMet: lost === 0 } },
  ];
}

/** Bursts of drops, one after the other; one at least. @returns the p99 of each */
async function pressWhile(
  load: LoadProcess,
  burst: { count: number; everyMs: number },
  most: number,
  goesOn: () => boolean = () => true,
): Promise<{ p99Ms: number[]; lost: number }> {
  const p99Ms: number[] = [];
  let lost = 0;
  do {
    const { arrivalP99Ms, delivered, expected } = await load.ask('press', burst);
    p99Ms.push(arrivalP99Ms);
    lost += expected - delivered;
  } while (p99Ms.length < most && goesOn());
  return { p99Ms, lost };
}

/** Everybody asks at once; who is refused comes again when she was told to, a little later than the others. */
async function fetchAll(port: number, codes: readonly ShareCode[]): Promise<Crowd> {
  const startedMs = performance.now();
  const fetched = await Promise.all(codes.map((code) => fetchPoster(port, code)));
  return {
    painted: fetched.length,
    seconds: (performance.now() - startedMs) / 1_000,
    waitedMs: fetched.map(({ ms }) => ms),
    refusals: fetched.reduce((sum, { refusals }) => sum + refusals, 0),
  };
}

/** @throws Error for any answer but a poster or a request to come again, and after three minutes */
async function fetchPoster(port: number, code: ShareCode): Promise<Fetched> {
  const startedMs = performance.now();
  for (let refusals = 0; performance.now() - startedMs < GIVE_UP_MS; refusals += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/p/${code}.jpg`);
    await response.arrayBuffer();
    if (response.ok) return { ms: performance.now() - startedMs, refusals };
    if (response.status !== 503) throw new Error(`a poster was answered with ${response.status}`);
    await wait(Number(response.headers.get('retry-after') ?? 1) * 1_000 * (1 + Math.random() * 0.5));
  }
  throw new Error('a poster took more than three minutes');
}
