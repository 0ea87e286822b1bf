import { expect, test } from 'vitest';
import { toGlassLines } from './glass-lines.ts';

const verdicts = (webrtc: number[], hls: number[]) =>
  toGlassLines([
    { direct: [100, 110, 400], webrtc, hls },
    { direct: [200, 210, 500], webrtc: webrtc.map((ms) => ms + 100), hls },
  ]).flatMap(({ bar }) => (bar ? [bar.isMet] : []));

test('toGlassLines() compares medians within a round, so that a slow round tells nothing of us', () => {
  expect(verdicts([100, 120, 2_000], [2_900, 3_000, 9_000])).toEqual([true, true]);
  expect(verdicts([100, 121, 122], [2_900, 3_001, 9_000])).toEqual([false, false]);
});
