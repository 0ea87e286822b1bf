import type { Spread } from './statistics.ts';

const toDigits = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** A number as a table shows it: three digits that mean something. */
export const show = (value: number, unit = ''): string => `${value.toFixed(toDigits(value))}${unit && ` ${unit}`}`;

/** `0.97 (0.93-1.02)`. */
export const showSpread = ({ least, median, most }: Spread, unit = ''): string =>
  `${show(median)}${unit && ` ${unit}`} (${show(least)}-${show(most)})`;

/** The other way round, for a ratio that shall be large. */
export function toFloor(ratios: readonly number[], least: number) {
  const passed = ratios.filter((ratio) => ratio >= least).length;
  return {
    text: `>= ${least}, ${passed} of ${ratios.length} pairs`,
    isMet: passed >= Math.ceil((ratios.length * 5) / 7),
  };
}

/** A ratio holds when its median does and at least five of seven pairs do. */
export function toBar(ratios: readonly number[], most: number, median: number) {
  const passed = ratios.filter((ratio) => ratio <= most).length;
  const isMet = median <= most && passed >= Math.ceil((ratios.length * 5) / 7);
  return { text: `<= ${most}, ${passed} of ${ratios.length} pairs`, isMet };
}
