import type { Kind, TapTrack } from './tap.ts';

/** A declared track that has sent nothing is waited for this long before a run begins without it. */
export const TRACK_WAIT_MS = 1_000;
/** A picture that was declared and never comes; then sound alone is recorded. */
export const PICTURE_WAIT_MS = 3_000;
/** The sender's reports place sound beside picture; without them the arrivals must do. */
export const CLOCK_WAIT_MS = 1_500;

export type SeenSince = Partial<Record<Kind, number>>;

type StartFacts = {
  nowMs: number;
  tracks: readonly TapTrack[];
  /** When the first unit of a kind came. */
  seen: SeenSince;
  hasKeyFrame: boolean;
  isClockSettled: boolean;
};

/** Which tracks a run should begin with now; null when it should wait. */
export function chooseStart(facts: StartFacts): readonly TapTrack[] | null {
  const { nowMs, tracks, seen } = facts;
  const sinceMs = Math.min(seen.video ?? Number.POSITIVE_INFINITY, seen.audio ?? Number.POSITIVE_INFINITY);
  const waitedMs = nowMs - sinceMs;
  const present = tracks.filter((track) => seen[track.kind] !== undefined);
  if (present.length === 0) return null;
  const awaitsPicture = tracks.some((track) => track.kind === 'video') && !facts.hasKeyFrame;
  if (awaitsPicture && (seen.video !== undefined || waitedMs < PICTURE_WAIT_MS)) return null;
  if (present.length < tracks.length && waitedMs < TRACK_WAIT_MS) return null;
  if (present.length > 1 && !facts.isClockSettled && waitedMs < CLOCK_WAIT_MS) return null;
  return present;
}
