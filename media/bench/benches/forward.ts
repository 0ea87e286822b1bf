import { setTimeout as wait } from 'node:timers/promises';
import { type SwarmStats, ViewerSwarm } from '../../../scripts/client/viewer-swarm.ts';
import type { Contestant } from '../measure/contestant.ts';
import { Floor, type FloorFigures } from '../measure/floor.ts';
import { readCpuSeconds } from '../measure/process-tree.ts';
import { median, showSpread } from '../measure/spread.ts';
import { onCore } from '../processes/on-core.ts';
import { openBare } from '../processes/open-bare.ts';
import { openShoal } from '../processes/open-shoal.ts';
import type { Line } from './packaging.ts';

export type ForwardOptions = {
  viewers: number;
  /** Measured pairs; one more comes first and is dropped. */
  pairs: number;
  warmUpMs: number;
  windowMs: number;
  /** The program of `loadtest/swarm`. */
  swarmPath: string;
  /** Workers of our node. */
  workers?: number;
};

export type Window = {
  /** CPU of all that serves, per packet that arrived. */
  usPerPacket: number;
  packets: number;
  bytesPerPacket: number;
  lossRatio: number;
  broken: number;
  receiving: number;
  /** Share of its core that the swarm took. */
  loadShare: number;
  /** Share of a core that was tested. */
  testedShare: number;
  frameDelayP99Ms: number;
};
type Pair = { shoal: Window; mediasoup: Window; floor: FloorFigures };
type Named = 'shoal' | 'mediasoup';

const MAX_LOAD_SHARE = 0.8;
const MAX_LOSS = 0.001;
const MOST_RATIO = 1.05;
const FEWEST_PASSED = 5 / 7;
const MOST_OVER_FLOOR = 4;
/** Of one round; short, because the floor takes the smallest of them. */
const FLOOR_WINDOW_MS = 100;

/**
 * [G1] What a delivered packet costs: server, media process and workers together, against bare mediasoup with the same
 * worker binary, the same source and the same viewers, in alternating windows; and against the floor of each pair.
 */
export async function forward(options: ForwardOptions) {
  const contestants = [await openShoal({ ...options, workers: options.workers ?? 1 })];
  const pairs: Pair[] = [];
  const voids: string[] = [];
  let floor: Floor | undefined;
  try {
    contestants.push(await openBare());
    floor = await Floor.open(options.swarmPath, options.viewers);
    for (let turn = 0; turn <= options.pairs; turn += 1) {
      const pair: Partial<Record<Named, Window | undefined>> = {};
      for (const contestant of turn % 2 === 0 ? contestants : contestants.toReversed()) {
        const { faults, window } = await attempt(contestant, options);
        pair[contestant.name as Named] = window; // The two names above.
        if (turn > 0 || options.pairs === 0)
          voids.push(...faults.map((why) => `pair ${turn}, ${contestant.name}: ${why}`));
      }
      const { mediasoup, shoal } = pair;
      if (turn === 0 || !shoal || !mediasoup) continue;
      pairs.push({ shoal, mediasoup, floor: await floor.measure(shoal.bytesPerPacket, FLOOR_WINDOW_MS) });
    }
  } finally {
    await floor?.close();
    for (const contestant of contestants) await contestant.close();
  }
  return { name: `forward-${options.viewers}`, options, lines: toLines(pairs), figures: { pairs }, voids };
}

/**
 * A worker whose core is full reads 32 datagrams between two bursts of sending, so that STUN and DTLS are lost at its port:
 * a crowd that cannot enter says that the core was too slow for it at that moment, and nothing of the other pairs.
 */
export async function attempt(contestant: Contestant, options: Omit<ForwardOptions, 'pairs'>) {
  try {
    const window = await measure(contestant, options);
    return { window, faults: findFaults(window, options.viewers) };
  } catch (error) {
    return { window: undefined, faults: [`not all ${options.viewers} viewers could enter: ${error}`] };
  }
}

/** One window of one contestant; its viewers come for it and go after it. */
export async function measure(contestant: Contestant, options: Omit<ForwardOptions, 'pairs'>): Promise<Window> {
  const swarm = await ViewerSwarm.open(...onCore('load', options.swarmPath, []));
  try {
    await contestant.enter(swarm, options.viewers);
    await wait(options.warmUpMs);
    const before = await swarm.stats();
    const [startedMs, cpuBefore, loadBefore] = [
      performance.now(),
      contestant.readCpuSeconds(),
      readCpuSeconds([swarm.pid]),
    ];
    await wait(options.windowMs);
    const seconds = (performance.now() - startedMs) / 1_000;
    const cpu = contestant.readCpuSeconds() - cpuBefore;
    const load = readCpuSeconds([swarm.pid]) - loadBefore;
    return toWindow(before, await swarm.stats(), { seconds, cpu, load });
  } finally {
    await contestant.leave();
    await swarm.close();
  }
}

function toWindow(
  before: SwarmStats,
  after: SwarmStats,
  spent: { seconds: number; cpu: number; load: number },
): Window {
  const packets = after.packets - before.packets;
  return {
    usPerPacket: (spent.cpu * 1e6) / packets,
    packets,
    bytesPerPacket: (after.bytes - before.bytes) / packets,
    lossRatio: 1 - packets / (after.expected - before.expected),
    broken: after.broken - before.broken,
    receiving: after.receiving,
    loadShare: spent.load / spent.seconds,
    testedShare: spent.cpu / spent.seconds,
    frameDelayP99Ms: after.frameDelayMs.p99,
  };
}

/** Why a window proves nothing; empty when it stands. */
function findFaults(window: Window, viewers: number): string[] {
  const { broken, loadShare, lossRatio, receiving } = window;
  return [
    loadShare > MAX_LOAD_SHARE ? `the swarm took ${(loadShare * 100).toFixed(0)} % of its core` : '',
    lossRatio > MAX_LOSS ? `${(lossRatio * 100).toFixed(2)} % did not arrive` : '',
    receiving !== viewers ? `${receiving} of ${viewers} viewers received` : '',
    broken > 0 ? `${broken} packets were broken` : '',
  ].filter(Boolean);
}

function toLines(pairs: readonly Pair[]): Line[] {
  if (pairs.length === 0) return [];
  const ratios = pairs.map(({ mediasoup, shoal }) => shoal.usPerPacket / mediasoup.usPerPacket);
  const passed = ratios.filter((ratio) => ratio <= MOST_RATIO).length;
  const isMet = median(ratios) <= MOST_RATIO && passed >= Math.ceil(ratios.length * FEWEST_PASSED);
  const of = (name: Named, read: (window: Window) => number) => pairs.map((pair) => read(pair[name]));
  const overFloor = pairs.map(({ floor, shoal }) => shoal.usPerPacket / floor.sendtoUs);
  return [
    ...(['shoal', 'mediasoup'] as const).flatMap((name) => [
      {
        what: `CPU, ${name}`,
        value: showSpread(
          of(name, ({ usPerPacket }) => usPerPacket),
          'us a packet',
        ),
      },
      {
        what: `core, ${name}`,
        value: showSpread(
          of(name, ({ testedShare }) => testedShare * 100),
          '%',
        ),
      },
      {
        what: `p99, ${name}`,
        value: showSpread(
          of(name, ({ frameDelayP99Ms }) => frameDelayP99Ms),
          'ms behind the first',
        ),
      },
    ]),
    {
      what: 'swarm',
      value: showSpread(
        of('shoal', ({ loadShare }) => loadShare * 100),
        '% of its core',
      ),
    },
    {
      what: 'shoal / mediasoup',
      value: showSpread(ratios, ''),
      bar: { text: `<= ${MOST_RATIO}, ${passed} of ${ratios.length} pairs`, isMet },
    },
    {
      what: 'floor',
      value: showSpread(
        pairs.map(({ floor }) => floor.sendtoUs),
        'us a packet',
      ),
    },
    {
      what: 'shoal / floor',
      value: showSpread(overFloor, ''),
      bar: { text: `<= ${MOST_OVER_FLOOR}`, isMet: median(overFloor) <= MOST_OVER_FLOOR },
    },
  ];
}
