import { type RunId, ShowId } from '@shoal/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '../platform/log.ts';
import { Recordings } from './recordings.ts';

const showId = ShowId.parse('0199a0b2-0000-7000-8000-000000000001');
const GIB = 1024 ** 3;
const disk = { totalBytes: 100 * GIB, freeBytes: 50 * GIB };
let told: string[];
let recordings: Recordings;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  disk.freeBytes = 50 * GIB;
  recordings = new Recordings({
    ffmpegPath: 'ffmpeg',
    log: openLog('silent'),
    now: Date.now,
    openTap: async () => null, // Nobody is on the stage: the watch does not ask.
    openRunOutput: () => ({ push: () => {}, finish: async () => ({ runId: null as RunId | null, lengthMs: 0 }) }),
    findPlace: async () => undefined,
    measureDisk: async () => ({ ...disk }),
    minFreeDiskBytes: undefined,
    onDiskState: (state) => told.push(state),
    onStopped: (_showId, reason) => told.push(`stopped: ${reason}`),
    onResumed: () => told.push('resumed'),
    onKeyFrames: () => {},
  });
});
afterEach(async () => {
  await recordings.close();
  vi.useRealTimers();
});
const pass = async (freeGib: number) => {
  disk.freeBytes = freeGib * GIB;
  await vi.advanceTimersByTimeAsync(5_100);
};

test('the recorder warns below 15 %, stops below 5 %, and goes on with its fence once there is room again', async () => {
  await recordings.start(showId, 3, 0);
  await pass(14);
  expect(told).toEqual(['low']);
  await pass(4);
  expect(told).toEqual(['low', 'full', 'stopped: disk_full']);
  expect(recordings.fenceOf(showId)).toBeNull();
  await pass(5.5); // Above the limit, but not by enough to begin again.
  expect(recordings.fenceOf(showId)).toBeNull();
  await pass(30);
  expect(told.slice(3)).toEqual(['tight', 'roomy', 'resumed']);
  expect(recordings.fenceOf(showId)).toBe(3);
});

test('what is told to stop while the disk is full does not go on', async () => {
  await recordings.start(showId, 1, 0);
  await pass(1);
  await recordings.stop(showId);
  await pass(50);
  expect(told).not.toContain('resumed');
  expect(recordings.fenceOf(showId)).toBeNull();
});

test('a recorder that is told to start on a full disk begins when there is room', async () => {
  await pass(1);
  await recordings.start(showId, 1, 0);
  expect(recordings.fenceOf(showId)).toBeNull();
  await pass(50);
  expect(recordings.fenceOf(showId)).toBe(1);
});
