import { callApi, toPath } from '../lib/api.ts';
import * as metrics from '../lib/metrics.ts';
import { type Note, runSchool } from '../lib/run-school.ts';
import { headersOf, plan } from '../lib/target.ts';
import { toOptions } from '../lib/thresholds.ts';
import { wire } from '../lib/wire.ts';

const MAX_TRIES = 3;
/** Long enough for the host to see everybody counted. */
const STAY_MS = 3_000;
const entered = new Set<number>();

/** Everybody comes in the minutes before the start: who am I, what is on, then the socket. */
export const options = toOptions(
  plan,
  { missed: ['count==0'], gaps: ['count==0'], doubles: ['count==0'] },
  { page_ms: ['p(99)<1000'], join_ms: ['p(99)<1000'] },
);

export default function school(): void {
  runSchool({
    enter,
    stayMs: STAY_MS,
    isDone: ({ socket }) => socket.isJoined,
    countMissed: ({ index, socket }) => (socket.isJoined && entered.has(index) ? 0 : 1),
  });
}

async function enter(index: number, note: Note): Promise<void> {
  const paths = [wire.paths.getMe, toPath(wire.paths.getRoom, { showId: plan.showId })];
  for (const path of paths) if (!(await load(path, index, note))) return;
  entered.add(index);
}

async function load(path: string, index: number, note: Note): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const { ms, status } = await callApi('GET', path, { headers: headersOf(index) });
    metrics.pageMs.add(ms);
    note('page_ms', ms);
    if (status === 200) return true;
  }
  return false;
}

export { writeSummary as handleSummary } from '../lib/summary.ts';
