// Loaded before a program under test (`node --import`), so that the program itself stays as it is in production.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import pg from 'pg';
import { answerParent } from './answer-parent.ts';

const SAMPLED_EVERY_MS = 10;
const delay = monitorEventLoopDelay({ resolution: SAMPLED_EVERY_MS });
delay.enable();
let queries = 0;

// Counted where they leave the process: every statement, BEGIN and COMMIT too.
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function count(this: pg.Client, ...args: unknown[]) {
  queries += 1;
  return (query as (...given: unknown[]) => unknown).apply(this, args);
} as typeof query;

const answers = {
  /** Forgets what was measured. */
  startProbe: () => {
    delay.reset();
    queries = 0;
  },
  /** Event-loop delay in ms beyond the sampling interval, and queries, since `startProbe`. */
  readProbe: () => ({
    delayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - SAMPLED_EVERY_MS),
    delayMaxMs: Math.max(0, delay.max / 1e6 - SAMPLED_EVERY_MS),
    queries,
  }),
  /** After a full collection, in bytes. */
  readMemory: () => {
    for (let pass = 0; pass < 3; pass += 1) globalThis.gc?.();
    const { external, heapUsed, rss } = process.memoryUsage();
    return { rss, heapUsed, external };
  },
};
export type Probe = typeof answers;

answerParent(answers);
process.channel?.unref(); // The program ends when it wants to.
