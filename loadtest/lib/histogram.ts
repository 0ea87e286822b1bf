import type { Series } from './vu-report.ts';

/** Up to here a bucket is one ms wide; from here on an octave has 16 buckets, so a value is off by 3 % at most. */
const EXACT_BELOW = 32;
const PER_OCTAVE = 16;

/** The bucket of a time in ms. */
export function toBucket(ms: number): number {
  const whole = Math.max(0, Math.round(ms));
  if (whole < EXACT_BELOW) return whole;
  return EXACT_BELOW + Math.floor(Math.log2(whole / EXACT_BELOW) * PER_OCTAVE);
}

/** The middle of a bucket, in ms. */
export function fromBucket(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket;
  return EXACT_BELOW * 2 ** ((bucket - EXACT_BELOW + 0.5) / PER_OCTAVE);
}

/** Counts one time at a moment. */
export function note(series: Series, at: number, ms: number): void {
  const bucket = toBucket(ms);
  series[at] ??= {};
  series[at][bucket] = (series[at][bucket] ?? 0) + 1;
}

/** Adds what another virtual user counted. */
export function merge(into: Series, more: Series): void {
  for (const [at, buckets] of Object.entries(more)) {
    into[at] ??= {};
    for (const [bucket, count] of Object.entries(buckets)) into[at][bucket] = (into[at][bucket] ?? 0) + count;
  }
}

/** All moments of a series as one histogram. */
export function toWhole(series: Series): Record<string, number> {
  const whole: Series = {};
  for (const buckets of Object.values(series)) merge(whole, { all: buckets });
  return whole.all ?? {};
}

/** The time below which `part` of a histogram lies, in ms; undefined when it is empty. */
export function quantile(buckets: Record<string, number>, part: number): number | undefined {
  const sorted = Object.entries(buckets)
    .map(([bucket, count]) => ({ bucket: Number(bucket), count }))
    .sort((a, b) => a.bucket - b.bucket);
  const wanted = part * sorted.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  for (const { bucket, count } of sorted) {
    passed += count;
    if (passed >= wanted) return fromBucket(bucket);
  }
  return undefined;
}
