import { givenPosters } from '../ground/given-posters.ts';
import { givenSchool } from '../ground/given-school.ts';
import type { Ground } from '../ground/open-ground.ts';
import type { Crowd } from '../load/poster-crowd.ts';
import { show, showSpread } from '../measure/figures.ts';
import type { Report } from '../measure/report.ts';
import { percentile, toSpread } from '../measure/statistics.ts';
import type { BenchOptions } from '../options.ts';
import { type LoadProcess, startLoad, startPosterCrowd } from '../processes/start-load.ts';
import { startShoal } from '../processes/start-shoal.ts';

type Figures = { coldMs: number; warmMs: number[]; crowd: Crowd; before: number[]; during: number[]; lost: number };

const MAX_WARM_MS = 150;
const MAX_CROWD_SECONDS = 60;
const MAX_WORSE = 1.1;
const WARM_POSTERS = 50;

/** [G14] Posters: how fast one is, how fast everybody has hers after a drop, and what the room feels of it meanwhile. */
export async function posters(ground: Ground, options: BenchOptions): Promise<Report & { figures: Figures }> {
  const warm = Math.min(WARM_POSTERS, options.posters);
  const school = await givenSchool(ground.db, Math.max(options.sockets, options.posters + warm + 1));
  const nodeFlags = options.cpuProf ? ['--cpu-prof', '--cpu-prof-dir', options.cpuProf] : [];
  const { process: server, port } = await startShoal({ ...ground, core: 0, nodeFlags });
  const load = startLoad();
  const crowd = startPosterCrowd();
  const burst = { count: options.drops, everyMs: options.everyMs };
  try {
    const codes = await givenPosters(ground, school, async () => {
      await load.ask('open', { target: { kind: 'shoal', port, ...school }, sockets: options.sockets });
      return (await load.ask('press', { count: 1, everyMs: 0 })).top;
    });
    const [first, ...rest] = codes;
    if (!first) throw new Error('nobody asks for a poster');
    const [coldMs = 0, ...warmMs] = await crowd.ask('fetchEach', { port, codes: [first, ...rest.slice(0, warm)] });
    await load.ask('press', burst); // Everything is cold.
    const before = await pressWhile(load, burst, options.pairs);
    let isDone = false;
    const crowding = crowd.ask('fetchAll', { port, codes: rest.slice(warm, warm + options.posters) }).finally(() => {
      isDone = true;
    });
    const during = await pressWhile(load, burst, Number.POSITIVE_INFINITY, () => !isDone);
    const figures: Figures = {
      coldMs,
      warmMs,
      crowd: await crowding,
      before: before.p99Ms,
      during: during.p99Ms,
      lost: before.lost + during.lost,
    };
    return { name: 'posters', options, lines: toLines(figures, options), figures, voids: [] };
  } finally {
    await load.close();
    await crowd.close();
    await (options.cpuProf ? server.end() : server.close());
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
    { what: 'the windows one by one', value: during.map((ms) => show(ms, 'ms')).join(', ') },
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
