import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { RunPlan, ScenarioName } from '../../loadtest/lib/run-plan.ts';
import type { Series } from '../../loadtest/lib/vu-report.ts';
import { type Check, checkAfterwards } from './check-afterwards.ts';
import { LoadHost } from './load-host.ts';
import type { LoadOptions } from './options.ts';
import { ProcessWatch, readLoopDelayMs } from './process-figures.ts';
import { type K6Deps, type K6Result, startK6 } from './run-k6.ts';
import { type School, seedSchool } from './seed-school.ts';
import { Swarm, type SwarmVerdict } from './swarm.ts';
import { hasDrops, isDropRun, JOIN_LIMIT_MS, toPlan, toWitnesses } from './to-plan.ts';
import { Witness } from './witness.ts';

/** A server under load. Without `server` it is somebody else's: it cannot be killed, nor its processes read. */
export type Target = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly metricsUrl?: string;
  readonly server?: { pid: () => number; kill: () => void; lastLines: () => string };
};

/** What the processes used while the host dropped. */
export type Usage = {
  readonly seconds: number;
  readonly serverCpuMs: number;
  readonly loadCpuMs: number;
  readonly rssStartKb: number;
  readonly rssFullKb: number;
  readonly loopDelayMs: number | undefined;
};

export type ScenarioResult = {
  readonly scenario: ScenarioName;
  readonly plan: RunPlan;
  readonly k6: K6Result;
  readonly swarm: SwarmVerdict | undefined;
  readonly usage: Usage | undefined;
  /** Times of drops to raw sockets beside k6. */
  readonly witness: Series | undefined;
  /** What was looked at outside k6. */
  readonly checks: readonly Check[];
};

export type ScenarioDeps = K6Deps & { target: Target; say: (text: string) => void };

/** Seeds a school, runs one scenario against it, and checks what everybody has in the end. */
export async function runScenario(deps: ScenarioDeps, options: LoadOptions): Promise<ScenarioResult> {
  const { say, target } = deps;
  const { scenario } = options;
  const witnesses = toWitnesses(options);
  const shopkeepers = options.shopkeepers + (hasDrops(scenario) ? options.swarm : 0) + witnesses;
  say(`seeding ${shopkeepers} accounts`);
  const password = scenario === 'sign-in' ? newPassword() : undefined;
  const school = await seedSchool(target, { shopkeepers, isLive: hasDrops(scenario), password });
  const place = { url: target.url, workDir: deps.workDir, canKill: target.server !== undefined };
  const plan = toPlan(place, options, { school, password });
  writeFileSync(plan.tokensFile, JSON.stringify(school.tokens.slice(0, options.shopkeepers)));
  const members = school.accountIds
    .map((accountId, index) => ({ accountId, token: school.tokens[index] ?? '' }))
    .slice(options.shopkeepers, shopkeepers - witnesses);
  const swarm = new Swarm(target, school.showId, members);
  const host = new LoadHost(target.url, school);
  const tokens = school.tokens.slice(shopkeepers - witnesses);
  const { isPinned, rampMs, rate } = options;
  const raw = { showId: school.showId, tokens, rampMs, isPinned };
  const witness = witnesses > 0 ? await Witness.open(target, raw) : undefined;
  try {
    const everybody = shopkeepers;
    const { k6, usage } = await runShow(deps, { host, plan, scenario, school, everybody, rate });
    const verdict = swarm.size > 0 ? await swarm.check(host.acknowledged) : undefined;
    const checks = await checkAfterwards(target, { plan, scenario, mostOnline: host.mostOnline });
    return { scenario, plan, k6, usage, swarm: verdict, checks, witness: await witness?.report() };
  } finally {
    await witness?.close();
    swarm.close();
    host.close();
  }
}

type Show = {
  readonly host: LoadHost;
  readonly plan: RunPlan;
  readonly scenario: ScenarioName;
  readonly school: School;
  /** All who are to be in the room before the host drops. */
  readonly everybody: number;
  readonly rate: number;
};

async function runShow(deps: ScenarioDeps, show: Show): Promise<{ k6: K6Result; usage: Usage | undefined }> {
  const { target } = deps;
  const server = target.server && new ProcessWatch(target.server.pid);
  const rssStartKb = server?.look().rssKb ?? 0;
  const { child, ended } = startK6(deps, show.scenario, show.plan);
  const load = new ProcessWatch(() => child.pid ?? 0);
  let isOver = false;
  const over = ended.finally(() => {
    isOver = true;
  });
  over.catch(() => {}); // Heard of below.
  try {
    if (hasDrops(show.scenario)) await untilAllAreIn(deps, show, () => isOver);
    const measure = await startMeasuring(target.metricsUrl, { server, load });
    if (hasDrops(show.scenario)) await dropAll(deps, show, () => isOver);
    if (!isDropRun(show.scenario)) await over;
    const used = await measure();
    return { k6: await over, usage: server && { ...used, rssStartKb } };
  } finally {
    child.kill('SIGTERM');
    server?.close();
    load.close();
  }
}

async function untilAllAreIn(
  { say }: ScenarioDeps,
  { everybody, host, plan }: Show,
  isOver: () => boolean,
): Promise<void> {
  say(`${everybody} come in over ${plan.rampMs / 1_000} s`);
  await waitUntil(() => isOver() || host.online >= everybody, plan.rampMs + JOIN_LIMIT_MS);
  say(`${host.online} are in the room; the host drops ${plan.drops} times`);
}

type Watches = { server: ProcessWatch | undefined; load: ProcessWatch };

/** Begins a window. @returns what ends it and says what was used in it. */
async function startMeasuring(metricsUrl: string | undefined, { load, server }: Watches) {
  if (metricsUrl) await readLoopDelayMs(metricsUrl); // Begins a new window there.
  const startedMs = performance.now();
  const [serverBefore, loadBefore] = [server?.look(), load.look()];
  return async (): Promise<Omit<Usage, 'rssStartKb'>> => {
    const [serverNow, loadNow] = [server?.look(), load.look()];
    return {
      seconds: (performance.now() - startedMs) / 1_000,
      serverCpuMs: (serverNow?.cpuMs ?? 0) - (serverBefore?.cpuMs ?? 0),
      loadCpuMs: loadNow.cpuMs - loadBefore.cpuMs,
      rssFullKb: server?.maxRssKb ?? 0,
      loopDelayMs: metricsUrl ? await readLoopDelayMs(metricsUrl) : undefined,
    };
  };
}

/** Drops at the rate, each press once; in a reconnect-wave the server dies after a third of them. */
async function dropAll({ say, target }: ScenarioDeps, show: Show, isOver: () => boolean): Promise<void> {
  const { host, plan, rate, scenario, school } = show;
  const killAt = scenario === 'reconnect-wave' && target.server ? Math.ceil(plan.drops / 3) : undefined;
  const startedMs = performance.now();
  for (let at = 0; at < plan.drops && !isOver(); at += 1) {
    await waitUntil(isOver, startedMs + (at / rate) * 1_000 - performance.now());
    const dropped = host.drop({ materialId: school.materialId });
    if (at === killAt) {
      target.server?.kill();
      say(`kill -9 of the server at drop ${at + 1}`);
    }
    await dropped;
  }
  if (scenario === 'forwarding-burst') {
    await host.openTask({ materialId: school.materialId, targetForwards: plan.shopkeepers });
  }
  await waitUntil(isOver, 1_000); // The last drop's receipts belong to it.
}

async function waitUntil(isSo: () => boolean, boundMs: number): Promise<void> {
  const endsAt = performance.now() + boundMs;
  while (!isSo() && performance.now() < endsAt) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(20, Math.max(1, endsAt - performance.now()))));
  }
}

const newPassword = () => randomBytes(12).toString('base64url');
