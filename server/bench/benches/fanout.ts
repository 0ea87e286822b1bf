import type { Ground } from '../ground/open-ground.ts';
import { type Contestant, findFaults, readIdleCosts, runWindow, type Window } from '../measure/contestant.ts';
import { showSpread, toBar } from '../measure/figures.ts';
import { openContest } from '../measure/open-contestants.ts';
import type { Line, Report } from '../measure/report.ts';
import { percentile, toSpread } from '../measure/statistics.ts';
import type { BenchOptions } from '../options.ts';

type Measured = {
  /** All that the server spent in the window, and without what its quiet clients cost anyway. */
  grossUs: number;
  netUs: number;
  lastP50Ms: number;
  lastP99Ms: number;
  spreadP50Ms: number;
  window: Window;
};
type Round = Record<string, Measured>;

/** [G7] What a drop costs per shopkeeper it reaches: ours against a bare `ws` loop and stock Socket.IO, in turn. */
export async function fanout(ground: Ground, options: BenchOptions): Promise<Report> {
  const contest = await openContest(ground, { ...options, acknowledges: false });
  try {
    const rounds: Round[] = [];
    const voids: string[] = [];
    for (let turn = 0; turn <= options.pairs; turn += 1) {
      const round = await runRound(contest.all, options);
      if (turn === 0) continue; // Everything is cold.
      rounds.push(round);
      for (const [name, { window }] of Object.entries(round)) voids.push(...findFaults(name, window));
    }
    return { name: 'fanout', lines: toLines(rounds, options), figures: { options, rounds }, voids };
  } finally {
    await contest.close();
  }
}

async function runRound(contestants: readonly Contestant[], { drops, everyMs, idleMs }: BenchOptions): Promise<Round> {
  const idle = await readIdleCosts(contestants, idleMs);
  const round: Round = {};
  for (const contestant of contestants) {
    const window = await runWindow(contestant, { count: drops, everyMs });
    const { delivered, lastMs, seconds, serverCpuSeconds, spreadMs } = window;
    round[contestant.name] = {
      grossUs: (serverCpuSeconds * 1e6) / delivered,
      netUs: ((serverCpuSeconds - (idle.get(contestant.name) ?? 0) * seconds) * 1e6) / delivered,
      lastP50Ms: percentile(lastMs, 0.5),
      lastP99Ms: percentile(lastMs, 0.99),
      spreadP50Ms: percentile(spreadMs, 0.5),
      window,
    };
  }
  return round;
}

function toLines(rounds: readonly Round[], { sockets }: BenchOptions): Line[] {
  const of = (name: string, read: (measured: Measured) => number) =>
    rounds.flatMap((round) => (round[name] ? [read(round[name])] : []));
  const ratio = (peer: string, read: (measured: Measured) => number) =>
    of('shoal', read).map((ours, at) => ours / (of(peer, read)[at] ?? Number.NaN));
  const compared = (what: string, peer: string, read: (measured: Measured) => number, most: number): Line => {
    const spread = toSpread(ratio(peer, read));
    return { what, value: showSpread(spread), bar: toBar(ratio(peer, read), most, spread.median) };
  };
  const names = ['shoal', 'ws', 'socket.io'];
  const each = (what: string, unit: string, read: (measured: Measured) => number): Line[] =>
    names.map((name) => ({ what: `${what}, ${name}`, value: showSpread(toSpread(of(name, read)), unit) }));
  return [
    { what: 'sockets, pairs', value: `${sockets}, ${rounds.length}` },
    ...each('CPU per delivery', 'us', ({ grossUs }) => grossUs),
    ...each('the same without idle cost', 'us', ({ netUs }) => netUs),
    compared('CPU per delivery to ws', 'ws', ({ grossUs }) => grossUs, 1),
    compared('the same without idle cost', 'ws', ({ netUs }) => netUs, 1),
    compared('CPU per delivery to Socket.IO', 'socket.io', ({ grossUs }) => grossUs, 0.7),
    compared('the same without idle cost', 'socket.io', ({ netUs }) => netUs, 0.7),
    ...each('press to last socket p50', 'ms', ({ lastP50Ms }) => lastP50Ms),
    ...each('press to last socket p99', 'ms', ({ lastP99Ms }) => lastP99Ms),
    ...each('first socket to last p50', 'ms', ({ spreadP50Ms }) => spreadP50Ms),
    compared('press to last socket p99 to ws', 'ws', ({ lastP99Ms }) => lastP99Ms, 1.15),
    ...each('event-loop delay p99', 'ms', ({ window }) => window.delayP99Ms),
    ...each('load on its core', '%', ({ window }) => window.loadShare * 100),
  ];
}
