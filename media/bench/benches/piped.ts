import type { Contestant } from '../measure/contestant.ts';
import { median, showSpread } from '../measure/spread.ts';
import { openShoal } from '../processes/open-shoal.ts';
import { attempt, type ForwardOptions, type Window } from './forward.ts';
import type { Line } from './packaging.ts';

type Pair = { one: Window; two: Window };

const MOST_RATIO = 1.05;

/** [G3] What a delivered packet costs where the show is piped to a second worker, against the same crowd on one. */
export async function piped(options: Omit<ForwardOptions, 'workers'>) {
  const { viewers } = options;
  const arms: { name: keyof Pair; contestant: Contestant }[] = [];
  const pairs: Pair[] = [];
  const voids: string[] = [];
  try {
    arms.push({ name: 'one', contestant: await openShoal({ viewers, workers: 1 }) });
    arms.push({ name: 'two', contestant: await openShoal({ viewers, workers: 2 }) });
    for (let turn = 0; turn <= options.pairs; turn += 1) {
      const pair: Partial<Record<keyof Pair, Window | undefined>> = {};
      for (const { contestant, name } of turn % 2 === 0 ? arms : arms.toReversed()) {
        const { faults, window } = await attempt(contestant, options);
        pair[name] = window;
        if (turn > 0) voids.push(...faults.map((why) => `pair ${turn}, ${name}: ${why}`));
      }
      const counts = turn > 0 || options.pairs === 0;
      if (counts && pair.one && pair.two) pairs.push({ one: pair.one, two: pair.two });
    }
  } finally {
    for (const { contestant } of arms) await contestant.close();
  }
  return { name: `piped-${viewers}`, options, lines: toLines(pairs), figures: { pairs }, voids };
}

function toLines(pairs: readonly Pair[]): Line[] {
  if (pairs.length === 0) return [];
  const ratios = pairs.map(({ one, two }) => two.usPerPacket / one.usPerPacket);
  const costs = (name: keyof Pair) => pairs.map((pair) => pair[name].usPerPacket);
  const bar = { text: `<= ${MOST_RATIO}`, isMet: median(ratios) <= MOST_RATIO };
  return [
    { what: 'CPU, one worker', value: showSpread(costs('one'), 'us a packet') },
    { what: 'CPU, two piped', value: showSpread(costs('two'), 'us a packet') },
    { what: 'two / one', value: showSpread(ratios, ''), bar },
  ];
}
