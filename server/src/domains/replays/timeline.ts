import type { mediaNode, RunId } from '@shoal/contract';
import type { CountedRun } from './choose-counted-runs.ts';

/** One segment at its place in a playlist. Its media sequence number is its index in the time line. */
export type TimelineSegment = {
  readonly runId: RunId;
  readonly fence: number;
  readonly ordinal: number;
  /** Its discontinuity sequence number: how many runs of the time line come before its own. */
  readonly runNumber: number;
  readonly index: number;
  readonly durationMs: number;
  readonly wallStartMs: number;
};

/** The programme's segments, one after the other. */
export function toTimeline(runs: readonly CountedRun[]): TimelineSegment[] {
  return runs.flatMap(({ run, segments }, runNumber) =>
    segments.map((segment) => toTimelineSegment(run, segment, runNumber)),
  );
}

/**
 * Puts a segment at the end of a time line that players read already, so that no number that was told ever changes.
 * @returns false, having changed nothing, when it is there, or comes from a recorder that was overtaken.
 */
export function appendToTimeline(
  timeline: TimelineSegment[],
  run: mediaNode.RecordingRun,
  segment: mediaNode.RecordedSegment,
): boolean {
  const last = timeline.at(-1);
  if (last && !follows(last, run, segment)) return false;
  const runNumber = !last ? 0 : last.runNumber + (last.runId === run.runId ? 0 : 1);
  timeline.push(toTimelineSegment(run, segment, runNumber));
  return true;
}

function follows(last: TimelineSegment, run: mediaNode.RecordingRun, { index }: mediaNode.RecordedSegment): boolean {
  if (last.runId === run.runId) return index === last.index + 1;
  const isLaterRun = run.fence > last.fence || (run.fence === last.fence && run.ordinal > last.ordinal);
  return isLaterRun && index === 1;
}

function toTimelineSegment(
  run: mediaNode.RecordingRun,
  segment: mediaNode.RecordedSegment,
  runNumber: number,
): TimelineSegment {
  const { fence, ordinal, runId } = run;
  const { durationMs, index } = segment;
  return { runId, fence, ordinal, runNumber, index, durationMs, wallStartMs: Date.parse(segment.wallStartAt) };
}
