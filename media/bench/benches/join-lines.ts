import { fitLine } from '../measure/fit-line.ts';
import { median, showSpread } from '../measure/spread.ts';
import type { Line } from './packaging.ts';

/** One viewer's two starts over round trips of one length. */
export type Join = { rttMs: number; coldMs: number; warmMs: number };

const MOST_ROUND_TRIPS = { coldMs: 4.5, warmMs: 1.3 };

/** Medians for each length, and how many round trips a start takes: the slope of the line through the medians. */
export function toJoinLines(joins: readonly Join[]): Line[] {
  const rttsMs = [...new Set(joins.map(({ rttMs }) => rttMs))].toSorted((a, b) => a - b);
  return (['coldMs', 'warmMs'] as const).flatMap((start) => {
    const name = start === 'coldMs' ? 'cold' : 'warm';
    const took = (rttMs: number) => joins.filter((one) => one.rttMs === rttMs).map((one) => one[start]);
    const lines: Line[] = rttsMs.map((rttMs) => ({
      what: `${name}, ${rttMs} ms`,
      value: showSpread(took(rttMs), 'ms'),
    }));
    if (rttsMs.length < 2) return lines;
    const { intercept, slope } = fitLine(rttsMs.map((rttMs) => ({ x: rttMs, y: median(took(rttMs)) })));
    const most = MOST_ROUND_TRIPS[start];
    const bar = { text: `<= ${most} round trips`, isMet: slope <= most };
    return [...lines, { what: `${name}, slope`, value: `${slope.toFixed(2)}, from ${intercept.toFixed(0)} ms`, bar }];
  });
}
