import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mediaNode, NodeId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { closeAbandonedRuns } from './close-abandoned-runs.ts';
import { findProgrammePlace, readSegments } from './programme-place.ts';
import { listRuns, openRunFolder, type Run, runFolder, writeSegment } from './run-folder.ts';

const nodeId = NodeId.parse('node-a');
const newStore = () => mkdtemp(join(tmpdir(), 'shoal-store-'));

async function openRun(storeDir: string, changes: Partial<Run> = {}): Promise<Run> {
  const run = mediaNode.RecordingRun.parse({
    runId: randomUUID(),
    showId: randomUUID(),
    fence: 2,
    ordinal: 3,
    nodeId,
    bootId: randomUUID(),
    wallStartAt: '2026-11-22T07:00:00.000Z',
    programmeStartMs: 10_000,
    width: 1_280,
    height: 720,
    videoCodec: 'avc1.42e01f',
    audioCodec: 'mp4a.40.2',
    state: 'open',
    closeReason: null,
    ...changes,
  });
  await openRunFolder(storeDir, run, Buffer.from('init'));
  return run;
}

const segment = (index: number) => ({
  index,
  durationMs: 2_000.5,
  sizeBytes: 3,
  wallStartAt: '2026-11-22T07:00:00.000Z',
});

test('closeAbandonedRuns() closes this node’s open runs and clears what a crash left half written', async () => {
  const storeDir = await newStore();
  const run = await openRun(storeDir);
  const other = await openRun(storeDir, { nodeId: NodeId.parse('node-b') });
  await writeSegment(storeDir, run, segment(1), Buffer.from('abc'));
  const folder = runFolder(storeDir, run.showId, run.runId);
  await appendFile(join(folder, 'segments.jsonl'), '{"index":2,"dura');
  await writeFile(join(folder, '000002.m4s.tmp'), 'ab');

  const closed = await closeAbandonedRuns(storeDir, nodeId);

  expect(closed).toEqual([{ ...run, state: 'closed', closeReason: 'process_died' }]);
  expect((await listRuns(storeDir)).filter(({ state }) => state === 'open')).toEqual([other]);
  expect((await readdir(folder)).toSorted()).toEqual(['000001.m4s', 'init.mp4', 'run.json', 'segments.jsonl']);
  expect(await readFile(join(folder, 'segments.jsonl'), 'utf8')).toBe(`${JSON.stringify(segment(1))}\n`);
  expect(await closeAbandonedRuns(storeDir, nodeId)).toEqual([]);
});

test('findProgrammePlace() goes on after the last run of the fence, and reads past a torn line', async () => {
  const storeDir = await newStore();
  const run = await openRun(storeDir);
  await writeSegment(storeDir, run, segment(1), Buffer.from('abc'));
  await writeSegment(storeDir, run, segment(2), Buffer.from('abc'));
  await appendFile(join(runFolder(storeDir, run.showId, run.runId), 'segments.jsonl'), '{"index":3');

  expect(await readSegments(storeDir, run)).toHaveLength(2);
  expect(await findProgrammePlace(storeDir, run.showId, 2)).toEqual({ ordinal: 4, programmeStartMs: 14_001 });
  expect(await findProgrammePlace(storeDir, run.showId, 3)).toBeUndefined();
});
