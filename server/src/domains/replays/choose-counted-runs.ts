import type { mediaNode } from '@shoal/contract';

/** A run and its stored segments, as the store has them. */
export type RecordedRun = {
  readonly run: mediaNode.RecordingRun;
  readonly segments: readonly mediaNode.RecordedSegment[];
};

/** A run as far as the programme counts it, at its place in the programme. */
export type CountedRun = RecordedRun & {
  /** Sum of the counted lengths before it: where the playlist really has it. */
  readonly programmeStartMs: number;
  readonly lengthMs: number;
  readonly wallStartMs: number;
};

/**
 * The runs that make up the programme, in order. Where two recorders ran at once the higher fence wins: a lower one
 * counts only up to the moment at which the first run of a higher fence begins.
 */
export function chooseCountedRuns(runs: readonly RecordedRun[]): CountedRun[] {
  const recorded = runs.filter(({ segments }) => segments.length > 0).toSorted(byFenceAndOrdinal);
  const counted: CountedRun[] = [];
  let programmeStartMs = 0;
  for (const { run, segments } of recorded) {
    const cutMs = findCutMs(recorded, run.fence);
    const kept = segments.filter((segment) => midOf(segment) < cutMs);
    if (kept.length === 0) continue;
    const lengthMs = kept.reduce((sum, { durationMs }) => sum + durationMs, 0);
    counted.push({ run, segments: kept, programmeStartMs, lengthMs, wallStartMs: Date.parse(run.wallStartAt) });
    programmeStartMs += lengthMs;
  }
  return counted;
}

/** How long the programme is, in milliseconds with a fraction. */
export function getProgrammeLengthMs(runs: readonly CountedRun[]): number {
  const last = runs.at(-1);
  return last ? last.programmeStartMs + last.lengthMs : 0;
}

export const byFenceAndOrdinal = (a: RecordedRun, b: RecordedRun): number =>
  a.run.fence - b.run.fence || a.run.ordinal - b.run.ordinal;

const midOf = ({ durationMs, wallStartAt }: mediaNode.RecordedSegment) => Date.parse(wallStartAt) + durationMs / 2;

function findCutMs(runs: readonly RecordedRun[], fence: number): number {
  const starts = runs.filter(({ run }) => run.fence > fence).map(({ run }) => Date.parse(run.wallStartAt));
  return Math.min(Number.POSITIVE_INFINITY, ...starts);
}
