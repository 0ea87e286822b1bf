import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ground } from '../ground/open-ground.ts';
import type { Contestant } from '../measure/contestant.ts';
import { show } from '../measure/figures.ts';
import { openContest } from '../measure/open-contestants.ts';
import type { Line, Report } from '../measure/report.ts';
import type { BenchOptions } from '../options.ts';

type Return = { seconds: number; current: number; joined: number; serverCpuSeconds: number; queries: number };
type Figures = { entered: Record<string, Contestant['entered']>; returned: Return };

const RETURN_LIMIT_MS = 60_000;
const MAX_QUERIES_PER_100 = 1;
const MAX_TO_WS = 2;

/** [G10] How fast shopkeepers get in, against bare handshakes, and what it costs when all of them come back at once. */
export async function resume(ground: Ground, options: BenchOptions): Promise<Report & { figures: Figures }> {
  const contest = await openContest(ground, { ...options, acknowledges: false, comesBack: true });
  try {
    const [ours] = contest.all;
    if (!ours) throw new Error('nobody is measured');
    const returned = await comeBack(ours, options);
    const entered = Object.fromEntries(contest.all.map(({ entered, name }) => [name, entered]));
    const perSecond = (name: string) => options.sockets / (entered[name]?.seconds ?? Number.NaN);
    const toWs = perSecond('ws') / perSecond('shoal');
    const per100 = (returned.queries * 100) / options.sockets;
    const lines: Line[] = [
      { what: 'sockets', value: `${options.sockets}` },
      ...Object.entries(entered).flatMap(([name, { serverCpuSeconds }]) => [
        { what: `entering, ${name}`, value: show(perSecond(name), 'a second') },
        { what: `CPU per entry, ${name}`, value: show((serverCpuSeconds * 1e6) / options.sockets, 'us') },
      ]),
      {
        what: 'handshakes of ws per entry',
        value: show(toWs),
        bar: { text: `<= ${MAX_TO_WS}`, isMet: toWs <= MAX_TO_WS },
      },
      { what: 'back and current', value: `${returned.current} of ${options.sockets}` },
      { what: 'resumes', value: show(options.sockets / returned.seconds, 'a second') },
      { what: 'CPU per resume', value: show((returned.serverCpuSeconds * 1e6) / options.sockets, 'us') },
      {
        what: 'queries per 100 resumes',
        value: show(per100),
        bar: { text: `<= ${MAX_QUERIES_PER_100}`, isMet: per100 <= MAX_QUERIES_PER_100 },
      },
    ];
    return { name: 'resume', options, lines, figures: { entered, returned }, voids: [] };
  } finally {
    await contest.close();
  }
}

async function comeBack(contestant: Contestant, { idleMs, sockets }: BenchOptions): Promise<Return> {
  const { load, server } = contestant;
  await server.ask('startProbe');
  await wait(idleMs);
  const quietPerMs = (await server.ask('readProbe')).queries / idleMs;
  const { top } = await load.ask('press', { count: 1, everyMs: 0 });
  await server.ask('startProbe');
  const [startedMs, cpuBefore] = [performance.now(), server.readCpuSeconds()];
  await load.ask('cut');
  const { current, joined } = await load.ask('untilCurrent', { seq: top, sockets, limitMs: RETURN_LIMIT_MS });
  const ms = performance.now() - startedMs;
  const { queries } = await server.ask('readProbe');
  const serverCpuSeconds = server.readCpuSeconds() - cpuBefore;
  return { seconds: ms / 1_000, current, joined, serverCpuSeconds, queries: Math.max(0, queries - quietPerMs * ms) };
}
