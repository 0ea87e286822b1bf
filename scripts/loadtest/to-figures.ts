import { fromBucket, quantile, toWhole } from '../../loadtest/lib/histogram.ts';
import type { ScenarioName } from '../../loadtest/lib/run-plan.ts';
import type { Series } from '../../loadtest/lib/vu-report.ts';
import type { K6Result } from './run-k6.ts';
import type { ScenarioResult } from './run-scenario.ts';

export type Machine = {
  readonly cpu: string;
  readonly memoryGib: number;
  readonly kernel: string;
  readonly node: string;
  readonly k6: string;
  readonly isPinned: boolean;
};
export type Line = { readonly name: string; readonly value: string };
export type Verdict = { readonly name: string; readonly isOk: boolean };
/** Quantiles in ms at each moment of a series. */
export type Moment = {
  readonly at: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
};
export type Plot = {
  readonly name: string;
  readonly title: string;
  readonly axis: string;
  readonly moments: readonly Moment[];
};

/** One run in numbers, for the table and the report alike. */
export type Figures = {
  readonly scenario: string;
  readonly shopkeepers: number;
  readonly lines: readonly Line[];
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly string[];
  readonly machine: Machine;
  readonly plots: readonly Plot[];
};

/** Of one core; beyond it the run is void. */
const MOST_LOAD = 0.8;
const MOST_RATIO = 1.3;

const PLOTS: Readonly<Record<string, { title: string; axis: string }>> = {
  drop_ms: { title: 'Drop to socket', axis: 'seq of the drop' },
  late_drop_ms: { title: 'Drop to socket, for those who were away', axis: 'seq of the drop' },
  back_ms: { title: 'Losing the socket to being current', axis: 'second of the run' },
  join_ms: { title: 'Opening a socket to the answer of its join', axis: 'second of the run' },
  chat_ms: { title: 'Sending a message to its acknowledgement', axis: 'second of the run' },
  page_ms: { title: 'Page data over HTTP', axis: 'second of the run' },
  share_ms: { title: 'Asking for a link to having it', axis: 'second of the run' },
  sign_in_ms: { title: 'Sign-in', axis: 'second of the run' },
};

export function toFigures(result: ScenarioResult, machine: Machine): Figures {
  const { k6, plan, scenario, swarm } = result;
  return {
    scenario,
    shopkeepers: plan.shopkeepers,
    lines: [...toCountLines(result), ...toTimeLines(k6), ...toWitnessLines(result), ...toUsageLines(result)],
    verdicts: toVerdicts(result),
    faults: swarm?.faults ?? [],
    machine,
    plots: Object.entries(k6.series).map(([name, series]) => ({
      name,
      title: PLOTS[name]?.title ?? name,
      axis: PLOTS[name]?.axis ?? 'moment',
      moments: toMoments(series),
    })),
  };
}

/** Whether every threshold held and the swarm has no fault. */
export const isPassed = ({ verdicts }: Figures): boolean => verdicts.every(({ isOk }) => isOk);

function toCountLines({ k6, plan, swarm }: ScenarioResult): Line[] {
  const { metrics } = k6.summary;
  const count = (name: string) => metrics[name]?.values.count ?? 0;
  const users = k6.virtualUsers;
  const expected = plan.shopkeepers * plan.drops;
  return [
    plan.drops > 0 && { name: 'delivered / expected', value: `${whole(count('delivered'))} / ${whole(expected)}` },
    { name: 'gaps, doubles, lost', value: `${count('gaps')}, ${count('doubles')}, ${count('lost')}` },
    {
      name: 'first and last seq, of every socket',
      value: `${range(users.map((user) => [user.firstMin, user.firstMax]))}; ${range(users.map((user) => [user.lastMin, user.lastMax]))}`,
    },
    plan.sendsReceipts && {
      name: 'receipts sent, confirmed; sockets unconfirmed',
      value: `${whole(count('receipts_sent'))}, ${whole(count('receipts_confirmed'))}; ${count('unconfirmed')}`,
    },
    {
      name: 'connects, failed, refused joins',
      value: `${whole(count('connects'))}, ${count('failed_connects')}, ${count('refused_joins')}`,
    },
    { name: 'resumes, holes repaired', value: `${whole(count('resumes'))}, ${count('repairs')}` },
    swarm && {
      name: 'Node swarm',
      value: `${swarm.members} clients, ${swarm.entries} entries each, ${swarm.joins} joins, ${swarm.faults.length} faults`,
    },
  ].filter((line) => line !== false && line !== undefined);
}

function toTimeLines({ summary }: K6Result): Line[] {
  return Object.entries(summary.metrics)
    .filter(
      ([name, { type, values }]) => type === 'trend' && name in { ...PLOTS, ack_ms: true } && (values.count ?? 0) > 0,
    )
    .map(([name, { values }]) => ({
      name: `${name} p50 / p95 / p99 / max`,
      value: ['med', 'p(95)', 'p(99)', 'max'].map((stat) => whole(values[stat] ?? 0)).join(' / '),
    }));
}

function toWitnessLines({ witness }: ScenarioResult): Line[] {
  if (!witness) return [];
  const all = toWhole(witness);
  const value = [0.5, 0.95, 0.99, 1].map((part) => whole(quantile(all, part) ?? 0)).join(' / ');
  return [{ name: 'drop_ms of raw sockets beside k6', value }];
}

/** What one unit of a scenario is, and k6's count of it. */
const UNITS: Readonly<Record<ScenarioName, { unit: string; metric: string }>> = {
  'drop-fanout': { unit: 'delivery', metric: 'delivered' },
  'reconnect-wave': { unit: 'delivery', metric: 'delivered' },
  'forwarding-burst': { unit: 'forward', metric: 'share_ms' },
  'chat-storm': { unit: 'message', metric: 'chat_ms' },
  'lobby-rush': { unit: 'entrance', metric: 'connects' },
  'sign-in': { unit: 'sign-in', metric: 'sign_in_ms' },
};

function toUsageLines({ k6, plan, scenario, usage }: ScenarioResult): Line[] {
  if (!usage) return [];
  const { metric, unit } = UNITS[scenario];
  const units = k6.summary.metrics[metric]?.values.count ?? 0;
  const { loadCpuMs, loopDelayMs, rssFullKb, rssStartKb, seconds, serverCpuMs } = usage;
  const perShopkeeper = (rssFullKb - rssStartKb) / plan.shopkeepers;
  return [
    { name: `server CPU per ${unit}, all told`, value: `${whole((serverCpuMs * 1_000) / Math.max(1, units))} µs` },
    { name: 'measured', value: `${seconds.toFixed(0)} s, ${(units / seconds).toFixed(1)} a second` },
    { name: 'server CPU, load CPU', value: `${part(serverCpuMs, seconds)}, ${part(loadCpuMs, seconds)} of a core` },
    {
      name: 'server RSS before, most; per shopkeeper',
      value: `${mib(rssStartKb)}, ${mib(rssFullKb)}; ${perShopkeeper.toFixed(1)} KB`,
    },
    { name: 'event-loop delay p99', value: loopDelayMs === undefined ? 'unknown' : `${loopDelayMs.toFixed(0)} ms` },
  ];
}

/** Every threshold and check of a run. */
export function toVerdicts(result: ScenarioResult): Verdict[] {
  const { checks, k6, swarm } = result;
  const thresholds = Object.entries(k6.summary.metrics).flatMap(([metric, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([rule, { ok }]) => ({ name: `${metric} ${rule}`, isOk: ok })),
  );
  const checked = swarm && { name: 'every list of the swarm is the log', isOk: swarm.faults.length === 0 };
  return [...thresholds, ...(checked ? [checked] : []), ...checks, ...toHonesty(result)];
}

/** A load tool that has no time left measures itself: such a run says nothing about times. */
function toHonesty({ k6, plan, usage, witness }: ScenarioResult): Verdict[] {
  if (!usage || !plan.judgesTimes) return [];
  const used = usage.loadCpuMs / 1_000 / usage.seconds;
  const busy = { name: `k6 below ${MOST_LOAD} of its core: ${used.toFixed(2)}`, isOk: used < MOST_LOAD };
  const ratio = witness && toP99(k6.series.drop_ms ?? {}) / toP99(witness);
  if (ratio === undefined) return [busy];
  return [
    busy,
    { name: `k6's p99 to the raw sockets' at most ${MOST_RATIO}: ${ratio.toFixed(2)}`, isOk: ratio <= MOST_RATIO },
  ];
}

const toP99 = (series: Series) => quantile(toWhole(series), 0.99) ?? Number.NaN;

function toMoments(series: Series): Moment[] {
  return Object.entries(series)
    .map(([at, buckets]) => ({
      at: Number(at),
      p50: quantile(buckets, 0.5) ?? 0,
      p95: quantile(buckets, 0.95) ?? 0,
      p99: quantile(buckets, 0.99) ?? 0,
      max: fromBucket(Math.max(...Object.keys(buckets).map(Number))),
    }))
    .sort((a, b) => a.at - b.at);
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const part = (cpuMs: number, seconds: number) => (cpuMs / 1_000 / seconds).toFixed(2);
const mib = (kb: number) => `${Math.round(kb / 1_024)} MiB`;
const range = (pairs: readonly [number, number][]) => {
  const [low, high] = [Math.min(...pairs.map(([from]) => from)), Math.max(...pairs.map(([, to]) => to))];
  return low === high ? `${low}` : `${low} to ${high}`;
};
