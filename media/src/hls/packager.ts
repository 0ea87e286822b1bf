import { takeBoxes } from './boxes.ts';
import { type Fragment, readFragment } from './fragment.ts';
import { type InitTrack, readInitTracks } from './init-segment.ts';

/** A segment ends at the first key frame after this. */
export const MIN_SEGMENT_MS = 1_800;
/** Without a key frame (a frozen picture, while the sound goes on) it ends here. */
export const MAX_SEGMENT_MS = 5_500;
const TRACK_END_TOLERANCE_MS = 500;

export type InitSegment = { readonly bytes: Buffer; readonly tracks: readonly InitTrack[] };
export type Segment = { readonly bytes: Buffer; readonly startMs: number; readonly durationMs: number };
/** One fragment as the encoder wrote it: a part of low-latency HLS. Milliseconds on the run's own time line. */
export type Part = {
  readonly bytes: readonly Buffer[];
  readonly startMs: number;
  readonly durationMs: number;
  /** It begins with a key frame, so playing may begin with it. */
  readonly isIndependent: boolean;
  /** It is the first of its segment, so the segment before it is whole. */
  readonly opensSegment: boolean;
};

export type PackagerEvents = {
  /** As soon as it is there, before its segment is known to be whole. */
  onPart: (part: Part, init: InitSegment) => void;
  onSegment: (segment: Segment, init: InitSegment) => void;
  /** A key frame came out of the encoder, so all before it has come out too. Milliseconds from the run's first frame. */
  onKeyFrame: (offsetMs: number) => void;
};

export type Packager = {
  /** Takes the encoder's output as it comes. @throws Error when it is not fragmented MP4. */
  push: (chunk: Buffer) => void;
  /** Closes the open segment with all that came. */
  finish: () => void;
  /** Closes it before its latest key frame: what follows comes again in the next run. */
  finishBeforeLastKeyFrame: () => void;
};

/** Cuts one run's fragments into segments whose durations add up to the run's length, to the sample. */
export function packager(events: PackagerEvents): Packager {
  let unread: Buffer = Buffer.alloc(0);
  let head: Buffer[] = [];
  let init: InitSegment | undefined;
  let open: Fragment[] = [];
  let openStartMs: number | undefined;
  let firstVideoMs: number | undefined;

  const close = (endMs: number) => {
    const fragments = open;
    const startMs = openStartMs ?? 0;
    open = [];
    openStartMs = endMs;
    if (!init || fragments.length === 0 || endMs <= startMs) return;
    const bytes = Buffer.concat(fragments.flatMap((fragment) => fragment.bytes));
    events.onSegment({ bytes, startMs, durationMs: endMs - startMs }, init);
  };
  const take = (fragment: Fragment) => {
    const startMs = spanStartMs(fragment);
    openStartMs ??= startMs;
    const openMs = startMs - openStartMs;
    const hasVideo = init?.tracks.some((track) => track.kind === 'video') ?? false;
    const isKey = hasVideo ? fragment.video?.isSync === true : true;
    if (open.length > 0 && ((isKey && openMs >= MIN_SEGMENT_MS) || openMs >= MAX_SEGMENT_MS)) close(startMs);
    open.push(fragment);
    firstVideoMs ??= startMs;
    if (init) events.onPart(toPart(fragment, startMs, { isIndependent: isKey, opensSegment: open.length === 1 }), init);
    if (isKey) events.onKeyFrame(startMs - firstVideoMs);
  };

  return {
    push(chunk) {
      const { boxes, rest } = takeBoxes(unread.length === 0 ? chunk : Buffer.concat([unread, chunk]));
      unread = Buffer.from(rest);
      for (const box of boxes) {
        head.push(box.whole);
        if (box.type === 'moov') {
          init = { bytes: Buffer.concat(head), tracks: readInitTracks(box.body) };
          head = [];
        }
        if (box.type !== 'mdat' || !init) continue;
        const moof = head.map((whole) => takeBoxes(whole).boxes[0]).find((candidate) => candidate?.type === 'moof');
        if (moof) take(readFragment(moof.body, init.tracks, head));
        head = [];
      }
    },
    finish: () => close(lastEndMs(open)),
    finishBeforeLastKeyFrame() {
      const last = open.findLastIndex((fragment) => fragment.video?.isSync === true);
      const cut = open[last];
      if (!cut) return close(lastEndMs(open));
      open = open.slice(0, last);
      close(spanStartMs(cut));
    },
  };
}

function toPart(fragment: Fragment, startMs: number, facts: Pick<Part, 'isIndependent' | 'opensSegment'>): Part {
  const endMs = fragment.video?.endMs ?? fragment.audio?.endMs ?? startMs;
  return { bytes: fragment.bytes, startMs, durationMs: endMs - startMs, ...facts };
}

/** Video decides; sound alone where there is no picture. */
function spanStartMs(fragment: Fragment): number {
  return fragment.video?.startMs ?? fragment.audio?.startMs ?? 0;
}

function lastEndMs(fragments: readonly Fragment[]): number {
  const videoEndMs = Math.max(0, ...fragments.map((fragment) => fragment.video?.endMs ?? 0));
  const audioEndMs = Math.max(0, ...fragments.map((fragment) => fragment.audio?.endMs ?? 0));
  return videoEndMs === 0 || audioEndMs - videoEndMs > TRACK_END_TOLERANCE_MS ? audioEndMs : videoEndMs;
}
