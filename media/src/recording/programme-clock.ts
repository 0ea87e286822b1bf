import { timestampDistance } from './rtp-packet.ts';
import type { Kind } from './tap.ts';

/** A sender's own word on what its clock showed at an RTP timestamp. */
export type SenderReport = { readonly timestamp: number; readonly ntpMs: number };

/** Puts audio and video on one time line, in milliseconds of the node's wall clock at the start. */
export type ProgrammeClock = {
  noteArrival: (kind: Kind, timestamp: number, arrivedAtMs: number) => void;
  noteSenderReport: (kind: Kind, report: SenderReport) => void;
  /** Undefined before the first packet of that kind. */
  toMs: (kind: Kind, timestamp: number) => number | undefined;
  /** Whether the sender's reports decide, not the moments of arrival. */
  isSettled: () => boolean;
  /** From now on corrections are small steps, so that a running encoder follows without a jolt. */
  startSlewing: () => void;
};

const REPORTS_KEPT = 9;
const ARRIVALS_KEPT = 100;
const SLEW_STEP_MS = 2;
const JUMP_MS = 250;
/** Reports that disagree with the arrivals by more than this are not believed. */
const IMPLAUSIBLE_MS = 1_500;

type Track = {
  readonly clockRate: number;
  last: number;
  unwrapped: number;
  anchorMs: number | undefined;
  sinceFollow?: number;
  readonly reports: number[];
  readonly arrivals: number[];
};

/**
 * Video time runs straight on from its first packet; audio is placed beside it by the median of the latest sender
 * reports, or, as long as a track has none, by the fastest arrivals. A single late report moves nothing.
 */
export function programmeClock(clockRates: Partial<Record<Kind, number>>): ProgrammeClock {
  const tracks = new Map<Kind, Track>();
  let audioShiftMs: number | undefined;
  let isSlewing = false;

  const trackOf = (kind: Kind, timestamp: number): Track => {
    const known = tracks.get(kind);
    if (known) return known;
    const clockRate = clockRates[kind] ?? 90_000;
    const track: Track = { clockRate, last: timestamp, unwrapped: 0, anchorMs: undefined, reports: [], arrivals: [] };
    tracks.set(kind, track);
    return track;
  };
  const follow = () => {
    const target = targetShiftMs(tracks.get('audio'), tracks.get('video'));
    if (target === undefined) return;
    const errorMs = audioShiftMs === undefined ? Number.POSITIVE_INFINITY : target - audioShiftMs;
    const isSmall = isSlewing && Math.abs(errorMs) < JUMP_MS;
    audioShiftMs = isSmall ? (audioShiftMs ?? 0) + Math.max(-SLEW_STEP_MS, Math.min(SLEW_STEP_MS, errorMs)) : target;
  };

  return {
    noteArrival(kind, timestamp, arrivedAtMs) {
      const track = trackOf(kind, timestamp);
      const ahead = timestampDistance(timestamp, track.last);
      if (ahead > 0) {
        track.unwrapped += ahead;
        track.last = timestamp;
      }
      const offsetMs = arrivedAtMs - mediaMs(track, timestamp);
      track.anchorMs ??= offsetMs;
      pushBounded(track.arrivals, offsetMs, ARRIVALS_KEPT);
      track.sinceFollow = (track.sinceFollow ?? 0) + 1;
      if (isSlewing && (track.reports.length > 0 || track.sinceFollow < ARRIVALS_KEPT)) return;
      track.sinceFollow = 0;
      follow();
    },
    noteSenderReport(kind, report) {
      const track = trackOf(kind, report.timestamp);
      pushBounded(track.reports, report.ntpMs - mediaMs(track, report.timestamp), REPORTS_KEPT);
      follow();
    },
    toMs(kind, timestamp) {
      const track = tracks.get(kind);
      if (track?.anchorMs === undefined) return undefined;
      const videoAnchorMs = tracks.get('video')?.anchorMs;
      if (kind === 'video' || videoAnchorMs === undefined) return mediaMs(track, timestamp) + track.anchorMs;
      return mediaMs(track, timestamp) + videoAnchorMs + (audioShiftMs ?? 0);
    },
    isSettled: () => [...tracks.values()].every((track) => track.anchorMs === undefined || track.reports.length > 0),
    startSlewing() {
      isSlewing = true;
    },
  };
}

function mediaMs(track: Track, timestamp: number): number {
  return ((track.unwrapped + timestampDistance(timestamp, track.last)) * 1_000) / track.clockRate;
}

/** Where audio's time line lies beside video's; undefined before both have arrived. */
function targetShiftMs(audio: Track | undefined, video: Track | undefined): number | undefined {
  if (!audio?.arrivals.length || !video?.arrivals.length) return undefined;
  const byArrival = Math.min(...audio.arrivals) - Math.min(...video.arrivals);
  if (audio.reports.length === 0 || video.reports.length === 0) return byArrival;
  const byReport = median(audio.reports) - median(video.reports);
  return Math.abs(byReport - byArrival) > IMPLAUSIBLE_MS ? byArrival : byReport;
}

function pushBounded(values: number[], value: number, most: number): void {
  values.push(value);
  if (values.length > most) values.shift();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
