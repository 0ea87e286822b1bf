import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunId, ShowId } from '@shoal/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeRun, toRun, toSegments } from '../../testing/store-run.ts';
import { readRecordedRuns, recordingDir } from './read-recorded-runs.ts';
import { createRecordingIndex } from './recording-index.ts';

const showId = '0197c000-0000-7000-8000-000000000001' as ShowId;
let storeDir: string;
beforeEach(async () => {
  storeDir = await mkdtemp(join(tmpdir(), 'shoal-store-'));
});
afterEach(() => rm(storeDir, { recursive: true }));

const open = () => createRecordingIndex((id) => readRecordedRuns(storeDir, id));
const indexes = (timeline: readonly { runNumber: number; index: number }[]) =>
  timeline.map(({ index, runNumber }) => `${runNumber}/${index}`);

test('noteSegment() of what a server missed while it was away reads the store, and lacks nothing', async () => {
  const index = open();
  const run = toRun({ showId });
  const segments = toSegments(run, [2_000, 2_000, 2_000, 2_000]);
  await storeRun(storeDir, run, segments.slice(0, 1));
  await index.noteRun(run);
  await index.noteSegment(showId, run.runId, segments[0]!);
  await storeRun(storeDir, run, segments.slice(1)); // Two of these reports never arrive.

  await index.noteSegment(showId, run.runId, segments[3]!);

  expect(indexes((await index.get(showId)).timeline)).toEqual(['0/1', '0/2', '0/3', '0/4']);
});

test('noteSegment() of a report that comes twice, or whose run was never told, changes nothing twice', async () => {
  const index = open();
  const run = toRun({ showId });
  const segments = toSegments(run, [2_000, 2_000]);
  await storeRun(storeDir, run, segments);

  await index.noteSegment(showId, run.runId, segments[0]!);
  await index.noteSegment(showId, run.runId, segments[0]!);
  await index.noteSegment(showId, run.runId, segments[1]!);
  await index.noteRun(run);

  const recording = await index.get(showId);
  expect(indexes(recording.timeline)).toEqual(['0/1', '0/2']);
  expect(recording.getCountedRuns().map(({ lengthMs }) => lengthMs)).toEqual([4_000]);
});

test('get() of what a killed process left counts up to the last whole segment', async () => {
  const run = toRun({ showId });
  await storeRun(storeDir, run, toSegments(run, [2_000, 2_000]));
  await appendFile(join(recordingDir(storeDir, showId), run.runId, 'segments.jsonl'), '{"index":3,"durat');
  const unfinished = join(recordingDir(storeDir, showId), crypto.randomUUID());
  await mkdir(unfinished);
  await writeFile(join(unfinished, 'init.mp4'), 'init');

  const recording = await open().get(showId);

  expect(indexes(recording.timeline)).toEqual(['0/1', '0/2']);
});

test('get() ignores runs that name another show or another folder', async () => {
  const run = toRun({ showId });
  await storeRun(storeDir, run, toSegments(run, [2_000]));
  const dir = join(recordingDir(storeDir, showId), crypto.randomUUID());
  await mkdir(dir);
  await writeFile(join(dir, 'run.json'), JSON.stringify(toRun({ showId, runId: crypto.randomUUID() as RunId })));

  expect((await open().get(showId)).getCountedRuns()).toHaveLength(1);
});

test('reload() never changes a number that players were told', async () => {
  const index = open();
  const next = toRun({ showId, fence: 2, wallStartAt: '2026-03-01T10:00:20.000Z' });
  await storeRun(storeDir, next, toSegments(next, [2_000]));
  await index.get(showId);
  const late = toRun({ showId, fence: 1 });
  await storeRun(storeDir, late, toSegments(late, [2_000, 2_000])); // A cut-off node's store arrives late.

  const recording = await index.reload(showId);

  expect(recording.timeline.map(({ fence }) => fence)).toEqual([2]);
  expect(recording.getCountedRuns().map(({ run }) => run.fence)).toEqual([1, 2]);
});
