import type { Contestant } from '../measure/contestant.ts';
import { openBare } from '../processes/open-bare.ts';
import { openShoal } from '../processes/open-shoal.ts';
import { type ForwardOptions, measure, type Window } from './forward.ts';
import type { Line } from './packaging.ts';

/** Viewers between what holds and what does not, at the end. */
const STEP = 10;
const MAX_LOSS = 0.001;
const MAX_DELAY_P99_MS = 20;
const MAX_LOAD_SHARE = 0.9;
const LEAST_RATIO = 0.97;

export type ViewersPerCoreOptions = Omit<ForwardOptions, 'pairs' | 'viewers' | 'workers'> & {
  /** Where the search ends. */
  mostViewers: number;
};
type Try = { viewers: number; isHeld: boolean; window: Window | undefined };
type Search = { name: string; held: number; tries: Try[] };

/**
 * [G2] How many viewers one core serves, all that serves together: found by bisection. A crowd is held when at most 0.1 %
 * of its packets are lost and of 100 frames 99 come at most 20 ms behind the first viewer's.
 */
export async function viewersPerCore(options: ViewersPerCoreOptions) {
  const searches: Search[] = [];
  for (const open of [() => openShoal({ viewers: options.mostViewers, workers: 1 }), openBare]) {
    const contestant = await open();
    try {
      searches.push(await search(contestant, options));
    } finally {
      await contestant.close();
    }
  }
  const voids = searches.flatMap(({ name, tries }) =>
    tries.filter(isLoadTheLimit).map(({ viewers }) => `${name} with ${viewers}: the swarm's own core was full`),
  );
  return { name: 'viewers-per-core', options, lines: toLines(searches), figures: { searches }, voids };
}

async function search(contestant: Contestant, options: ViewersPerCoreOptions): Promise<Search> {
  const tries: Try[] = [];
  let held = 0;
  let tooMany = options.mostViewers + STEP;
  while (tooMany - held > STEP) {
    const viewers = Math.max(STEP, Math.round((held + tooMany) / 2 / STEP) * STEP);
    // A crowd whose handshakes starve is not held either.
    const window = await measure(contestant, { ...options, viewers }).catch(() => undefined);
    const isHeld = window !== undefined && isGood(window, viewers);
    tries.push({ viewers, isHeld, window });
    if (isHeld) held = viewers;
    else tooMany = viewers;
  }
  return { name: contestant.name, held, tries };
}

const isGood = ({ broken, frameDelayP99Ms, lossRatio, receiving }: Window, viewers: number) =>
  receiving === viewers && broken === 0 && lossRatio <= MAX_LOSS && frameDelayP99Ms <= MAX_DELAY_P99_MS;

/** What was not held may be the swarm's fault. */
const isLoadTheLimit = ({ isHeld, window }: Try) =>
  !isHeld && window !== undefined && window.loadShare > MAX_LOAD_SHARE;

function toLines(searches: readonly Search[]): Line[] {
  const [shoal, mediasoup] = searches;
  const lines: Line[] = searches.map(({ held, name }) => ({ what: `held, ${name}`, value: `${held} viewers` }));
  if (!shoal || !mediasoup || mediasoup.held === 0) return lines;
  const ratio = shoal.held / mediasoup.held;
  const bar = { text: `>= ${LEAST_RATIO}`, isMet: ratio >= LEAST_RATIO };
  return [...lines, { what: 'shoal / mediasoup', value: ratio.toFixed(2), bar }];
}
