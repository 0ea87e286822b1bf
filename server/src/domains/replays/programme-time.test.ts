import type { mediaNode, ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { toRun, toSegments } from '../../testing/store-run.ts';
import { chooseCountedRuns } from './choose-counted-runs.ts';
import { estimateProgrammeMs, listGaps, toProgrammeMs } from './programme-time.ts';

const showId = '0197c000-0000-7000-8000-000000000001' as ShowId;
const startMs = Date.UTC(2026, 2, 1, 10, 0, 0);
const twoRuns = (state: mediaNode.RecordingRun['state']) => {
  const runs = [
    toRun({ showId, ordinal: 0, wallStartAt: new Date(startMs).toISOString(), state: 'closed' }),
    toRun({ showId, ordinal: 1, wallStartAt: new Date(startMs + 10_000).toISOString(), state }),
  ];
  return chooseCountedRuns(runs.map((run) => ({ run, segments: toSegments(run, [2_000, 2_000]) })));
};

test.each([
  ['before the recording', -5_000, 0],
  ['inside the first run', 1_500, 1_500],
  ['at its end', 4_000, 4_000],
  ['in the gap: the seam', 7_000, 4_000],
  ['as the second run begins', 10_000, 4_000],
  ['inside the second run', 11_250, 5_250],
  ['after the recording', 60_000, 8_000],
])('toProgrammeMs() %s', (_name, offsetMs, programmeMs) => {
  expect(toProgrammeMs(twoRuns('closed'), startMs + offsetMs)).toBe(programmeMs);
});

test('estimateProgrammeMs() goes on beyond what is stored while a run is open, and not for ever', () => {
  expect(estimateProgrammeMs(twoRuns('open'), startMs + 16_000)).toBe(10_000);
  expect(estimateProgrammeMs(twoRuns('open'), startMs + 600_000)).toBe(16_000);
  expect(estimateProgrammeMs(twoRuns('closed'), startMs + 16_000)).toBe(8_000);
});

test('listGaps() tells where and for how long the picture was away', () => {
  expect(listGaps(twoRuns('closed'))).toMatchObject([
    { atMs: 4_000, lostMs: 6_000, because: twoRuns('closed')[0]?.run.closeReason },
  ]);
});
