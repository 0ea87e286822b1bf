import { findBox, findBoxes } from './boxes.ts';
import type { InitTrack } from './init-segment.ts';

/** Where one track's samples of a fragment lie, in milliseconds from the start of the run. */
export type TrackSpan = { readonly startMs: number; readonly endMs: number; readonly isSync: boolean };

export type Fragment = {
  readonly bytes: readonly Buffer[];
  readonly video: TrackSpan | undefined;
  readonly audio: TrackSpan | undefined;
};

const NON_SYNC = 0x10000;

/** Reads one `moof`; `bytes` are the fragment's boxes as they came. */
export function readFragment(moof: Buffer, tracks: readonly InitTrack[], bytes: readonly Buffer[]): Fragment {
  const spans: Partial<Record<'audio' | 'video', TrackSpan>> = {};
  for (const traf of findBoxes(moof, 'traf')) {
    const tfhd = findBox(traf, ['tfhd']);
    const track = tracks.find((candidate) => candidate.id === tfhd?.readUInt32BE(4));
    const span = tfhd && track && readSpan(traf, tfhd, track);
    if (track && span) spans[track.kind] = span;
  }
  return { bytes, video: spans.video, audio: spans.audio };
}

function readSpan(traf: Buffer, tfhd: Buffer, track: InitTrack): TrackSpan | undefined {
  const tfdt = findBox(traf, ['tfdt']);
  if (!tfdt) return undefined;
  const start = tfdt[0] === 1 ? Number(tfdt.readBigUInt64BE(4)) : tfdt.readUInt32BE(4);
  const defaults = readDefaults(tfhd, track);
  let duration = 0;
  let firstFlags: number | undefined;
  for (const trun of findBoxes(traf, 'trun')) {
    const run = readRun(trun, defaults);
    duration += run.duration;
    firstFlags ??= run.firstFlags;
  }
  if (firstFlags === undefined) return undefined;
  const toMs = (units: number) => (units * 1_000) / track.timescale;
  return { startMs: toMs(start), endMs: toMs(start + duration), isSync: (firstFlags & NON_SYNC) === 0 };
}

type SampleDefaults = { duration: number; flags: number };

function readDefaults(tfhd: Buffer, track: InitTrack): SampleDefaults {
  const flags = tfhd.readUInt32BE(0) & 0xffffff;
  let at = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const defaults = { duration: track.defaultSampleDuration, flags: track.defaultSampleFlags };
  if (flags & 0x8) {
    defaults.duration = tfhd.readUInt32BE(at);
    at += 4;
  }
  if (flags & 0x10) at += 4;
  if (flags & 0x20) defaults.flags = tfhd.readUInt32BE(at);
  return defaults;
}

function readRun(trun: Buffer, defaults: SampleDefaults): { duration: number; firstFlags: number | undefined } {
  const flags = trun.readUInt32BE(0) & 0xffffff;
  const samples = trun.readUInt32BE(4);
  let at = 8 + (flags & 0x1 ? 4 : 0);
  let firstFlags: number | undefined = flags & 0x4 ? trun.readUInt32BE(at) : undefined;
  if (flags & 0x4) at += 4;
  let duration = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    duration += flags & 0x100 ? trun.readUInt32BE(at) : defaults.duration;
    if (flags & 0x100) at += 4;
    if (flags & 0x200) at += 4;
    if (sample === 0) firstFlags ??= flags & 0x400 ? trun.readUInt32BE(at) : defaults.flags;
    if (flags & 0x400) at += 4;
    if (flags & 0x800) at += 4;
  }
  return { duration, firstFlags: samples > 0 ? firstFlags : undefined };
}
