import {
  type EdgeSegment,
  type EdgeWindow,
  SEGMENTS_WITH_PARTS,
  SKIP_UNTIL_MS,
  TARGET_DURATION_S,
} from './edge-window.ts';

/** RFC 8216bis: at least twice, better three times the longest part. */
const HOLD_BACK_PARTS = 3;

export type PlaylistKind = 'whole' | 'delta';

/** The list of the live edge; a delta leaves out the segments that a player with an older list of ours knows. */
export function renderEdgePlaylist(window: EdgeWindow, kind: PlaylistKind): string {
  const { hasEnded, listed, partTargetMs } = window;
  const skipped = kind === 'delta' ? countSkipped(listed) : 0;
  const firstWithParts = listed.filter(({ isOpen }) => !isOpen).length - SEGMENTS_WITH_PARTS;
  const partHoldBackS = toSeconds(HOLD_BACK_PARTS * partTargetMs);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:9',
    `#EXT-X-TARGETDURATION:${TARGET_DURATION_S}`,
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=${toSeconds(SKIP_UNTIL_MS)},PART-HOLD-BACK=${partHoldBackS}`,
    `#EXT-X-PART-INF:PART-TARGET=${toSeconds(partTargetMs)}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MEDIA-SEQUENCE:${listed[0]?.number ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${listed[0]?.runNumber ?? 0}`,
  ];
  if (skipped > 0) lines.push(`#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}`);
  for (const [at, segment] of listed.entries()) {
    if (at < skipped) continue;
    lines.push(...renderSegment(segment, { before: listed[at - 1], withParts: at >= firstWithParts }));
  }
  if (hasEnded) lines.push('#EXT-X-ENDLIST');
  else lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="p/${window.nextPart}.m4s"`);
  return `${lines.join('\n')}\n`;
}

/** The first listed segments that end before the skip boundary, counted from the end of the list. */
function countSkipped(listed: readonly EdgeSegment[]): number {
  let leftMs = listed.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return listed.findIndex(({ durationMs }) => {
    leftMs -= durationMs;
    return leftMs < SKIP_UNTIL_MS;
  });
}

function renderSegment(
  { durationMs, isOpen, number, parts, runId, runNumber, wallStartMs }: EdgeSegment,
  { before, withParts }: { before: EdgeSegment | undefined; withParts: boolean },
): string[] {
  const lines: string[] = [];
  if (before && before.runNumber !== runNumber) lines.push('#EXT-X-DISCONTINUITY');
  if (before?.runId !== runId) lines.push(`#EXT-X-MAP:URI="${runId}/init.mp4"`);
  lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(wallStartMs).toISOString()}`);
  if (withParts) {
    for (const part of parts) {
      const independent = part.isIndependent ? ',INDEPENDENT=YES' : '';
      lines.push(`#EXT-X-PART:DURATION=${toSeconds(part.durationMs)},URI="p/${part.number}.m4s"${independent}`);
    }
  }
  if (!isOpen) lines.push(`#EXTINF:${toSeconds(durationMs)},`, `s/${number}.m4s`);
  return lines;
}

const toSeconds = (ms: number): string => (ms / 1_000).toFixed(5);
