import type { replays } from '@shoal/contract';
import type { CountedRun } from './choose-counted-runs.ts';

/** How far behind the picture the store may be while a run is open: an open segment and its way to the disk. */
const OPEN_TAIL_MS = 8_000;
/** A seam shorter than this is not told as a gap. */
const SEAM_MS = 500;

/**
 * Where a moment is in the finished programme: inside the run that covers it, else at the seam it fell into.
 * Never beyond what is recorded.
 */
export function toProgrammeMs(runs: readonly CountedRun[], atMs: number): number {
  return Math.round(place(runs, atMs, 0));
}

/** The same while the show is live: the open run goes on a little beyond what is stored so far. */
export function estimateProgrammeMs(runs: readonly CountedRun[], atMs: number): number {
  const isOpen = runs.at(-1)?.run.state === 'open';
  return Math.round(place(runs, atMs, isOpen ? OPEN_TAIL_MS : 0));
}

function place(runs: readonly CountedRun[], atMs: number, tailMs: number): number {
  const run = runs.findLast(({ wallStartMs }) => wallStartMs <= atMs);
  if (!run) return 0;
  const lengthMs = run.lengthMs + (run === runs.at(-1) ? tailMs : 0);
  return run.programmeStartMs + Math.min(atMs - run.wallStartMs, lengthMs);
}

export type Gap = replays.Replay['gaps'][number];

/** Where the picture was away, on the programme's own time line. */
export function listGaps(runs: readonly CountedRun[]): Gap[] {
  return runs.flatMap((run, at) => {
    const before = runs[at - 1];
    if (!before) return [];
    const lostMs = Math.round(run.wallStartMs - (before.wallStartMs + before.lengthMs));
    const because = before.run.closeReason;
    return lostMs > SEAM_MS ? [{ atMs: Math.round(run.programmeStartMs), lostMs, because }] : [];
  });
}
