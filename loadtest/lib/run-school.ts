import exec from 'k6/execution';
import { clearInterval, setInterval, setTimeout } from 'k6/timers';
import { note } from './histogram.ts';
import * as metrics from './metrics.ts';
import { openShopkeeper, type Shopkeeper, type ShopkeeperHooks } from './shopkeeper.ts';
import { plan, shareOf } from './target.ts';
import type { Series, VuReport } from './vu-report.ts';

/** What a scenario adds to a school that joins, takes drops and sends receipts. */
export type SchoolPlan = {
  readonly hooksOf?: (index: number, note: Note) => ShopkeeperHooks;
  /** What she does before her socket opens. */
  readonly enter?: (index: number, note: Note) => Promise<void>;
  /** Two times a second for each shopkeeper. */
  readonly onTick?: (shopkeeper: Shopkeeper) => void;
  readonly isDone: (shopkeeper: Shopkeeper) => boolean;
  /** What is missing of one shopkeeper when the run is over. */
  readonly countMissed?: (shopkeeper: Shopkeeper) => number;
  /** How long they stay when all are done. */
  readonly stayMs?: number;
};

/** Notes a time for the report's plots, at a seq, or at this second of the run. */
export type Note = (series: string, ms: number, at?: number) => void;

const TICK_MS = 500;

/** One virtual user: opens its share of the school over the ramp, waits until all are done, and reports. */
export function runSchool(school: SchoolPlan): void {
  const startedMs = Date.now();
  const share = shareOf(exec.vu.idInTest);
  const series: Record<string, Series> = {};
  const noteTime: Note = (name, ms, at = Math.floor((Date.now() - startedMs) / 1_000)) => {
    series[name] ??= {};
    note(series[name], at, ms);
  };
  const shopkeepers: Shopkeeper[] = [];
  const open = async (index: number) => {
    await school.enter?.(index, noteTime);
    shopkeepers.push(openShopkeeper(index, withTimes(noteTime, school.hooksOf?.(index, noteTime))));
  };
  for (const [order, index] of share.entries()) {
    setTimeout(() => void open(index), (order / share.length) * plan.rampMs);
  }
  let doneMs = Number.POSITIVE_INFINITY;
  const timer = setInterval(() => {
    const nowMs = Date.now();
    for (const shopkeeper of shopkeepers) {
      shopkeeper.socket.sweep(nowMs);
      school.onTick?.(shopkeeper);
    }
    if (shopkeepers.length === share.length && shopkeepers.every(school.isDone)) doneMs = Math.min(doneMs, nowMs);
    const isOver = nowMs - startedMs >= plan.deadlineMs;
    if (!isOver && nowMs < doneMs + (school.stayMs ?? 0)) return;
    clearInterval(timer);
    report(shopkeepers, series, school);
    for (const { socket } of shopkeepers) socket.close();
  }, TICK_MS);
}

function withTimes(noteTime: Note, hooks: ShopkeeperHooks = {}): ShopkeeperHooks {
  return {
    ...hooks,
    onDrop(entry, way, atMs) {
      const ms = atMs - Date.parse(entry.at);
      if (way === 'live') metrics.dropMs.add(ms);
      if (way === 'late') metrics.lateDropMs.add(ms);
      if (way !== 'welcome') noteTime(way === 'live' ? 'drop_ms' : 'late_drop_ms', ms, entry.seq);
      hooks.onDrop?.(entry, way, atMs);
    },
    onJoined(joinedMs) {
      noteTime('join_ms', joinedMs);
      hooks.onJoined?.(joinedMs);
    },
    onBack(awayMs) {
      noteTime('back_ms', awayMs);
      hooks.onBack?.(awayMs);
    },
  };
}

function report(shopkeepers: readonly Shopkeeper[], series: Record<string, Series>, school: SchoolPlan): void {
  const counts = shopkeepers.map(({ socket }) => socket.steps.counts);
  const sum = (of: (shopkeeper: Shopkeeper) => number) => shopkeepers.reduce((total, one) => total + of(one), 0);
  metrics.lost.add(sum(({ drops }) => Math.max(0, plan.drops - drops())));
  if (plan.sendsReceipts) metrics.unconfirmed.add(sum(({ receipts }) => (receipts.isConfirmed() ? 0 : 1)));
  metrics.missed.add(sum((one) => school.countMissed?.(one) ?? 0));
  const line: VuReport = {
    vu: exec.vu.idInTest,
    sockets: shopkeepers.length,
    firstMin: Math.min(...counts.map(({ first }) => first)),
    firstMax: Math.max(...counts.map(({ first }) => first)),
    lastMin: Math.min(...counts.map(({ last }) => last)),
    lastMax: Math.max(...counts.map(({ last }) => last)),
    gaps: sum(({ socket }) => socket.steps.counts.gaps),
    doubles: sum(({ socket }) => socket.steps.counts.doubles),
    series,
  };
  metrics.gaps.add(line.gaps);
  metrics.doubles.add(line.doubles);
  console.log(JSON.stringify(line));
}
