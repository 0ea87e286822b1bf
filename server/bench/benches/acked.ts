import type { Ground } from '../ground/open-ground.ts';
import { openContest } from '../measure/open-contestants.ts';
import type { Report } from '../measure/report.ts';
import { type Read, type Rounds, runRounds, toLines, toRatioLine } from '../measure/rounds.ts';
import type { BenchOptions } from '../options.ts';

const cpu: Read = ({ cpuUs }) => cpuUs;

/**
 * [G8] What a drop costs per shopkeeper whose receipt is kept: ours, cumulative and in the database, against Socket.IO's
 * broadcast with acknowledgement and a bare `ws` loop whose replies are counted and forgotten.
 */
export async function acked(ground: Ground, options: BenchOptions): Promise<Report & { figures: Rounds }> {
  const contest = await openContest(ground, { ...options, acknowledges: true });
  try {
    const figures = await runRounds(contest.all, options, ({ acknowledged }) => acknowledged);
    const { rounds, voids } = figures;
    const lines = [
      { what: 'sockets, pairs', value: `${options.sockets}, ${rounds.length}` },
      ...toLines(rounds, 'acknowledged', '%', ({ units, window }) => (units / window.expected) * 100),
      ...toLines(rounds, 'CPU per acknowledged delivery', 'us', cpu),
      toRatioLine(rounds, { what: 'CPU per acknowledged delivery', peer: 'socket.io', most: 0.65 }, cpu),
      toRatioLine(rounds, { what: 'CPU per acknowledged delivery', peer: 'ws', most: 1.15 }, cpu),
      ...toLines(rounds, 'event-loop delay p99', 'ms', ({ window }) => window.delayP99Ms),
      ...toLines(rounds, 'load on its core', '%', ({ window }) => window.loadShare * 100),
    ];
    return { name: 'acked', options, lines, figures, voids };
  } finally {
    await contest.close();
  }
}
