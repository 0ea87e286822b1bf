import type { Ground } from '../ground/open-ground.ts';
import { openContest } from '../measure/open-contestants.ts';
import type { Report } from '../measure/report.ts';
import { type Read, type Rounds, runRounds, toLines, toRatioLine } from '../measure/rounds.ts';
import { percentile } from '../measure/statistics.ts';
import type { BenchOptions } from '../options.ts';

const cpu: Read = ({ cpuUs }) => cpuUs;
const lastP99: Read = ({ window }) => percentile(window.lastMs, 0.99);

/** [G7] What a drop costs per shopkeeper it reaches: ours against a bare `ws` loop and stock Socket.IO, in turn. */
export async function fanout(ground: Ground, options: BenchOptions): Promise<Report & { figures: Rounds }> {
  const contest = await openContest(ground, { ...options, acknowledges: false });
  try {
    const figures = await runRounds(contest.all, options, ({ delivered }) => delivered);
    const { rounds, voids } = figures;
    const lines = [
      { what: 'sockets, pairs', value: `${options.sockets}, ${rounds.length}` },
      ...toLines(rounds, 'CPU per delivery', 'us', cpu),
      toRatioLine(rounds, { what: 'CPU per delivery', peer: 'ws', most: 1 }, cpu),
      toRatioLine(rounds, { what: 'CPU per delivery', peer: 'socket.io', most: 0.7 }, cpu),
      ...toLines(rounds, 'press to last socket p50', 'ms', ({ window }) => percentile(window.lastMs, 0.5)),
      ...toLines(rounds, 'press to last socket p99', 'ms', lastP99),
      ...toLines(rounds, 'first socket to last p50', 'ms', ({ window }) => percentile(window.spreadMs, 0.5)),
      toRatioLine(rounds, { what: 'press to last socket p99', peer: 'ws', most: 1.15 }, lastP99),
      ...toLines(rounds, 'event-loop delay p99', 'ms', ({ window }) => window.delayP99Ms),
      ...toLines(rounds, 'load on its core', '%', ({ window }) => window.loadShare * 100),
    ];
    return { name: 'fanout', options, lines, figures, voids };
  } finally {
    await contest.close();
  }
}
