/** The value that `share` of the numbers do not exceed; NaN of nothing. */
export function percentile(numbers: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (numbers: Iterable<number>): number => {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  const [upper = Number.NaN, lower = upper] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 ? upper : (lower + upper) / 2;
};

export type Spread = { median: number; least: number; most: number };

/** Median with the range around it. */
export const toSpread = (numbers: readonly number[]): Spread => ({
  median: median(numbers),
  least: Math.min(...numbers),
  most: Math.max(...numbers),
});
