import type { TimelineSegment } from './timeline.ts';

/** Never changes within a show, as players take it once: the longest segment a recorder makes, of a frozen picture. */
const TARGET_DURATION_S = 6;
/** More than three target durations, so that a player may stand its distance from the live edge. */
const LIVE_WINDOW_MS = 30_000;

type Frame = { readonly type: 'VOD' | 'EVENT' | undefined; readonly isOver: boolean };
export type ShowProgress = 'running' | 'over';

/** The sliding list at the live edge. */
export function renderLivePlaylist(timeline: readonly TimelineSegment[], progress: ShowProgress): string {
  return render(timeline, findWindowStart(timeline), { type: undefined, isOver: progress === 'over' });
}

/** Everything from the beginning, growing while the show runs. */
export function renderDvrPlaylist(timeline: readonly TimelineSegment[], progress: ShowProgress): string {
  return render(timeline, 0, { type: 'EVENT', isOver: progress === 'over' });
}

/** The whole programme of a show that is over. */
export function renderReplayPlaylist(timeline: readonly TimelineSegment[]): string {
  return render(timeline, 0, { type: 'VOD', isOver: true });
}

function findWindowStart(timeline: readonly TimelineSegment[]): number {
  let windowMs = 0;
  let at = timeline.length;
  while (at > 0 && windowMs < LIVE_WINDOW_MS) windowMs += timeline[--at]?.durationMs ?? 0;
  return at;
}

function render(timeline: readonly TimelineSegment[], from: number, { isOver, type }: Frame): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${TARGET_DURATION_S}`];
  if (type) lines.push(`#EXT-X-PLAYLIST-TYPE:${type}`);
  lines.push('#EXT-X-INDEPENDENT-SEGMENTS', `#EXT-X-MEDIA-SEQUENCE:${from}`);
  lines.push(`#EXT-X-DISCONTINUITY-SEQUENCE:${timeline[from]?.runNumber ?? 0}`);
  for (let at = from; at < timeline.length; at += 1) {
    const segment = timeline[at];
    if (segment) lines.push(...renderSegment(segment, at === from ? undefined : timeline[at - 1]));
  }
  if (isOver) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}

/** `before` is the segment above it in the same list; the first one's run needs no break, its number says it. */
function renderSegment(segment: TimelineSegment, before: TimelineSegment | undefined): string[] {
  const lines: string[] = [];
  if (segment.runId !== before?.runId) {
    if (before) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-MAP:URI="${segment.runId}/init.mp4"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.wallStartMs).toISOString()}`);
  }
  lines.push(`#EXTINF:${(segment.durationMs / 1_000).toFixed(6)},`);
  lines.push(`${segment.runId}/${toSegmentFile(segment.index)}`);
  return lines;
}

const toSegmentFile = (index: number): string => `${String(index).padStart(6, '0')}.m4s`;
