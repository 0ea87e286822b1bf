import type { ShowId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toRun, toSegments } from '../../testing/store-run.ts';
import { chooseCountedRuns } from './choose-counted-runs.ts';
import { renderDvrPlaylist, renderLivePlaylist, renderReplayPlaylist } from './playlist.ts';
import { appendToTimeline, type TimelineSegment, toTimeline } from './timeline.ts';

const showId = '0197c000-0000-7000-8000-000000000001' as ShowId;
const recorded = (ordinal: number, segments: number, durationMs = 2_000) => {
  const run = toRun({ showId, ordinal, wallStartAt: new Date(Date.UTC(2026, 2, 1, 10, ordinal)).toISOString() });
  return { run, segments: toSegments(run, Array(segments).fill(durationMs)) };
};

/** Each segment's address with the two numbers that a player computes for it. */
function readNumbers(text: string): Map<string, { sequence: number; discontinuity: number }> {
  const lines = text.split('\n');
  const read = (tag: string) => Number(lines.find((line) => line.startsWith(`#${tag}:`))?.split(':')[1]);
  let sequence = read('EXT-X-MEDIA-SEQUENCE');
  let discontinuity = read('EXT-X-DISCONTINUITY-SEQUENCE');
  const numbers = new Map<string, { sequence: number; discontinuity: number }>();
  for (const line of lines) {
    if (line === '#EXT-X-DISCONTINUITY') discontinuity += 1;
    if (line.endsWith('.m4s')) numbers.set(line, { sequence: sequence++, discontinuity });
  }
  return numbers;
}

test('renderReplayPlaylist() is one complete list: a map per run, a break between runs, an end', () => {
  const [first, second] = [recorded(0, 2), recorded(1, 1, 1_533.333)];

  const text = renderReplayPlaylist(toTimeline(chooseCountedRuns([first, second])));

  expect(text).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:6
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-DISCONTINUITY-SEQUENCE:0
#EXT-X-MAP:URI="${first.run.runId}/init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-03-01T10:00:00.000Z
#EXTINF:2.000000,
${first.run.runId}/000001.m4s
#EXTINF:2.000000,
${first.run.runId}/000002.m4s
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="${second.run.runId}/init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-03-01T10:01:00.000Z
#EXTINF:1.533333,
${second.run.runId}/000001.m4s
#EXT-X-ENDLIST
`);
});

test('renderLivePlaylist() slides: a segment keeps its numbers as long as it is listed, in every list', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lengths, (segmentsPerRun) => {
      const runs = segmentsPerRun.map((segments, ordinal) => recorded(ordinal, segments));
      const whole = readNumbers(renderReplayPlaylist(toTimeline(chooseCountedRuns(runs))));
      const timeline: TimelineSegment[] = [];
      for (const { run, segments } of runs) {
        for (const segment of segments) {
          appendToTimeline(timeline, run, segment);
          const live = renderLivePlaylist(timeline, 'running');
          for (const [address, numbers] of readNumbers(live)) expect(numbers).toEqual(whole.get(address));
          expect(live.match(/#EXT-X-MAP/g)?.length).toBeGreaterThanOrEqual(1);
          expect(live.indexOf('#EXT-X-MAP')).toBeLessThan(live.indexOf('#EXTINF'));
        }
      }
      const dvr = renderDvrPlaylist(timeline, 'running');
      expect(readNumbers(dvr)).toEqual(whole);
      expect(dvr).not.toContain('ENDLIST');
    }),
    { numRuns: 40 },
  );
});

test('renderLivePlaylist() shows half a minute and ends with the show', () => {
  const timeline = toTimeline(chooseCountedRuns([recorded(0, 100)]));

  expect(readNumbers(renderLivePlaylist(timeline, 'running')).size).toBe(15);
  expect(renderLivePlaylist(timeline, 'over')).toContain('#EXT-X-ENDLIST');
});

test('appendToTimeline() takes each segment once, in order, and nothing of an overtaken recorder', () => {
  const timeline: TimelineSegment[] = [];
  const old = toRun({ showId, fence: 1 });
  const next = toRun({ showId, fence: 2 });
  const [first, second, third] = toSegments(old, [2_000, 2_000, 2_000]);
  const [successor] = toSegments(next, [2_000]);

  expect(appendToTimeline(timeline, old, first!)).toBe(true);
  expect(appendToTimeline(timeline, old, first!)).toBe(false);
  expect(appendToTimeline(timeline, old, third!)).toBe(false);
  expect(appendToTimeline(timeline, old, second!)).toBe(true);
  expect(appendToTimeline(timeline, next, successor!)).toBe(true);
  expect(appendToTimeline(timeline, old, third!)).toBe(false);
  expect(timeline.map(({ runNumber }) => runNumber)).toEqual([0, 0, 1]);
});
