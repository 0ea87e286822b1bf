import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BootId, NodeId, RunId, ShowId } from '@shoal/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '../platform/log.ts';
import { type ObjectStore, openObjectStore } from '../platform/object-store.ts';
import { openTestBucket } from '../testing/test-bucket.ts';
import { openRunFolder, type Run, runFolder, writeRunFile, writeSegment } from './run-folder.ts';
import { RunPush } from './run-push.ts';

const bucket = await openTestBucket();
const nodeId = NodeId.parse('here');
const run: Run = {
  runId: RunId.parse('0199a0b2-0000-7000-8000-00000000000a'),
  showId: ShowId.parse('0199a0b2-0000-7000-8000-000000000001'),
  fence: 1,
  ordinal: 0,
  nodeId,
  bootId: BootId.parse('0199a0b2-0000-4000-8000-00000000000c'),
  wallStartAt: '2026-03-01T10:00:00.000Z',
  programmeStartMs: 0,
  width: 640,
  height: 360,
  videoCodec: 'avc1.42e01f',
  audioCodec: null,
  state: 'open',
  closeReason: null,
};
const closed: Run = { ...run, state: 'closed', closeReason: 'stopped' };
const segment = (index: number) => ({ index, durationMs: 2_000, sizeBytes: 4, wallStartAt: run.wallStartAt });

let storeDir: string;
let told: string[];
beforeEach(async () => {
  storeDir = await mkdtemp(join(tmpdir(), 'shoal-push-'));
  told = [];
});
afterEach(() => rm(storeDir, { recursive: true, force: true }));

const openPush = (store: ObjectStore) =>
  new RunPush({
    storeDir,
    nodeId,
    store,
    log: openLog('silent'),
    random: () => 0,
    onRunOpened: () => told.push('opened'),
    onSegmentClosed: (_showId, _runId, { index }) => told.push(`segment ${index}`),
    onRunClosed: () => told.push('closed'),
  });
const record = async (index: number) => writeSegment(storeDir, run, segment(index), Buffer.from(`s${index}`));
const filesHere = async () => (await readdir(runFolder(storeDir, run.showId, run.runId))).toSorted();
const keyOf = (file: string) => `recordings/${run.showId}/${run.runId}/${file}`;

/** A store that keeps what it takes, and refuses while it is told to. */
function fakeStore() {
  const objects = new Map<string, string>();
  const store = {
    isAway: false,
    objects,
    put: async (key: string, bytes: Uint8Array | string) => {
      if (store.isAway) throw new Error('away');
      objects.set(key, String(bytes));
    },
  };
  return store;
}

test.skipIf(!bucket)('a run reaches a real S3 server in order, and only its index stays here', async () => {
  const push = openPush(openObjectStore(bucket!.config));
  await openRunFolder(storeDir, run, Buffer.from('init'));
  push.openRun(run);
  for (const index of [1, 2, 3]) {
    await record(index);
    push.closeSegment(run, segment(index));
  }
  await writeRunFile(storeDir, closed);
  push.closeRun(closed);
  await push.close(10_000);

  expect(told).toEqual(['opened', 'segment 1', 'segment 2', 'segment 3', 'closed']);
  const files = ['000001.m4s', '000002.m4s', '000003.m4s', 'init.mp4', 'run.json', 'segments-0000.jsonl'];
  expect((await bucket!.list()).toSorted()).toEqual(files.map(keyOf));
  expect(await bucket!.read(keyOf('000002.m4s'))).toBe('s2');
  expect(JSON.parse((await bucket!.read(keyOf('run.json'))) ?? '')).toEqual(closed);
  const lines = (await bucket!.read(keyOf('segments-0000.jsonl')))
    ?.trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([segment(1), segment(2), segment(3)]);
  expect(await filesHere()).toEqual(['run.json', 'segments.jsonl']);
});

test.skipIf(!bucket)('a bucket that is not there is an error that says so', async () => {
  const store = openObjectStore({ ...bucket!.config, bucket: 'no-such-bucket-of-ours' });
  await expect(store.put('a', 'b', 'text/plain')).rejects.toThrow(/answered 404/);
});

test('a store that is away gets everything later, in order and once', async () => {
  vi.useFakeTimers();
  const store = fakeStore();
  store.isAway = true;
  const push = openPush(store);
  await openRunFolder(storeDir, run, Buffer.from('init'));
  push.openRun(run);
  await record(1);
  push.closeSegment(run, segment(1));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([]);
  expect(push.waiting).toBe(2);

  store.isAway = false;
  await vi.advanceTimersByTimeAsync(30_000);
  vi.useRealTimers();
  await push.close(5_000);
  expect(told).toEqual(['opened', 'segment 1']);
  expect(store.objects.get(keyOf('000001.m4s'))).toBe('s1');
});

test('what a process that died has not pushed, the next one does; other nodes’ runs are left to them', async () => {
  const store = fakeStore();
  await openRunFolder(storeDir, run, Buffer.from('init'));
  await record(1);
  const first = openPush(store);
  first.openRun(run);
  first.closeSegment(run, segment(1));
  await first.close(5_000);
  await record(2);
  await record(3);
  const elsewhere: Run = {
    ...run,
    runId: RunId.parse('0199a0b2-0000-7000-8000-00000000000b'),
    nodeId: NodeId.parse('there'),
  };
  await openRunFolder(storeDir, elsewhere, Buffer.from('init'));
  await writeRunFile(storeDir, closed);
  store.objects.delete(keyOf('000001.m4s')); // It would be seen if it came again.
  told = [];

  const next = openPush(store);
  await next.resume();
  await next.close(5_000);
  expect(told).toEqual(['opened', 'segment 2', 'segment 3', 'closed']);
  expect([...store.objects.keys()].toSorted()).toEqual(
    ['000002.m4s', '000003.m4s', 'init.mp4', 'run.json', 'segments-0000.jsonl'].map(keyOf),
  );
  expect(store.objects.get(keyOf('segments-0000.jsonl'))?.trim().split('\n')).toHaveLength(3);
  expect(JSON.parse(store.objects.get(keyOf('run.json')) ?? '')).toEqual(closed);
});

test('the index is in pages, so that a long run costs no more with each segment', async () => {
  const store = fakeStore();
  const push = openPush(store);
  await openRunFolder(storeDir, run, Buffer.from('init'));
  push.openRun(run);
  for (const index of [99, 100, 101]) {
    await record(index);
    push.closeSegment(run, segment(index));
  }
  await push.close(5_000);
  const linesOf = (file: string) => store.objects.get(keyOf(file))?.trim().split('\n').length;
  expect([linesOf('segments-0000.jsonl'), linesOf('segments-0001.jsonl')]).toEqual([2, 1]);
});
