import { join } from 'node:path';
import type { RunPlan, ScenarioName } from '../../loadtest/lib/run-plan.ts';
import type { LoadOptions } from './options.ts';
import type { School } from './seed-school.ts';

const SOCKETS_PER_USER = 250;
const SIGN_INS_PER_USER = 25;
/** How long after the ramp the last may come in. */
export const JOIN_LIMIT_MS = 60_000;
const AFTER_MS = 40_000;
const SPARE_FILES = 500;

/** Whether the host drops anything at all. */
export const hasDrops = (scenario: ScenarioName) => scenario !== 'lobby-rush' && scenario !== 'sign-in';
/** Where the drops are what is measured; in the others they are a sign to begin. */
export const isDropRun = (scenario: ScenarioName) => scenario === 'drop-fanout' || scenario === 'reconnect-wave';

/** Where the run's files are, and whose server it is. */
type Place = { url: string; workDir: string; canKill: boolean };
type Seeded = { school: School; password: string | undefined };

/** One run as k6 is told of it. */
export function toPlan({ canKill, url, workDir }: Place, options: LoadOptions, { password, school }: Seeded): RunPlan {
  const { drops, rampMs, rate, scenario, shopkeepers } = options;
  const planned = hasDrops(scenario) ? (isDropRun(scenario) ? drops : 1) : 0;
  return {
    url,
    showId: school.showId,
    materialId: school.materialId,
    tokensFile: join(workDir, 'tokens.json'),
    summaryFile: join(workDir, `${scenario}.summary.json`),
    shopkeepers,
    virtualUsers: Math.ceil(shopkeepers / (scenario === 'sign-in' ? SIGN_INS_PER_USER : SOCKETS_PER_USER)),
    drops: planned,
    rampMs,
    deadlineMs: rampMs + JOIN_LIMIT_MS + (planned / rate) * 1_000 + AFTER_MS,
    sendsReceipts: options.sendsReceipts,
    judgesTimes: options.judgesTimes,
    breakAfterDrops: scenario === 'reconnect-wave' && !canKill ? Math.ceil(planned / 3) : null,
    talkers: Math.min(shopkeepers, Math.max(5, Math.ceil(shopkeepers / 50))),
    loudTalkers: Math.min(shopkeepers, 5),
    messagesEach: 5,
    forwardWithinMs: 5_000,
    visitedPart: 0.2,
    accountNames: password === undefined ? [] : school.accountNames,
    password: password ?? '',
  };
}

/** One raw socket for twenty of k6's, where times are judged and nobody dies. */
export const toWitnesses = ({ judgesTimes, scenario, shopkeepers }: LoadOptions): number =>
  judgesTimes && scenario === 'drop-fanout' ? Math.ceil(shopkeepers / 20) : 0;

/** How many files a run opens at most on one side: a socket is a file. */
export const toNeededFiles = (options: LoadOptions): number =>
  options.shopkeepers + options.swarm + toWitnesses(options) + SPARE_FILES;
