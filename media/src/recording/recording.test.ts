import { mediaNode } from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeErrors, findBeeps, findFlashes, flashToBeepOffsets, joinRun } from '../testing/read-recording.ts';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';

let node: TestNode;
beforeAll(async () => {
  node = await TestNode.open();
}, 60_000);
afterAll(() => node.close());

const lengthOf = (segments: readonly { durationMs: number }[]) =>
  segments.reduce((total, segment) => total + segment.durationMs, 0);

test('a recording decodes without errors, cuts at two seconds, and keeps flash and beep together', async () => {
  const showId = await node.liveShow();
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId && report.segment.index === 3);

  const { lastRunId } = await node.server.call(mediaNode.stopRecording, { showId });

  const [run] = await node.runs(showId);
  expect(run).toMatchObject({ runId: lastRunId, ordinal: 0, width: 1280, height: 720, state: 'closed' });
  expect(run).toMatchObject({ closeReason: 'stopped', videoCodec: 'avc1.42c01f', audioCodec: 'mp4a.40.2' });
  const segments = await node.segments(run!);
  for (const { durationMs } of segments.slice(0, -1)) expect(Math.abs(durationMs - 2_000)).toBeLessThan(250);
  const file = await joinRun(node.folder(showId, run!.runId));
  expect(await decodeErrors(file)).toBe('');
  const flashes = await findFlashes(file);
  expect(flashes.length).toBeGreaterThanOrEqual(Math.floor(lengthOf(segments) / 1_000) - 1);
  for (const offsetMs of await flashToBeepOffsets(file)) expect(Math.abs(offsetMs)).toBeLessThan(40);
}, 60_000);

test('kill -9 of the encoder loses nothing: the next run goes on where the closed segments end', async () => {
  const showId = await node.liveShow();
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId);

  for (const ordinal of [0, 1]) {
    const pid = await waitFor('an encoder', 5_000, () => node.node.recordings.encoderPidOf(showId));
    process.kill(pid, 'SIGKILL');
    await node.server.next(mediaNode.runOpened, (run) => run.showId === showId && run.ordinal === ordinal + 1);
  }
  await node.server.call(mediaNode.stopRecording, { showId });

  const runs = await node.runs(showId);
  expect(runs.map((run) => run.closeReason)).toEqual(['encoder_died', 'encoder_died', 'stopped']);
  let endMs = 0;
  const flashes: number[] = [];
  for (const run of runs) {
    expect(Math.abs(run.programmeStartMs - endMs)).toBeLessThanOrEqual(1);
    endMs = run.programmeStartMs + lengthOf(await node.segments(run));
    const file = await joinRun(node.folder(showId, run.runId));
    expect(await decodeErrors(file)).toBe('');
    for (const beepMs of await findBeeps(file)) flashes.push(run.programmeStartMs + beepMs);
    for (const flashMs of await findFlashes(file)) flashes.push(run.programmeStartMs + flashMs);
  }
  const seconds = new Set(flashes.map((atMs) => Math.round(atMs / 1_000)));
  for (let second = 1; second < Math.floor(endMs / 1_000); second += 1) expect(seconds).toContain(second);
}, 60_000);

test('another picture size begins a new run, without a gap in the fence or the order', async () => {
  const showId = await node.liveShow(1280, 720);
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId);

  await node.publish(showId, 640, 360);

  const second = await node.server.next(mediaNode.runOpened, (run) => run.showId === showId && run.ordinal === 1);
  expect(second).toMatchObject({ width: 640, height: 360, fence: 1 });
  const closed = await node.server.next(mediaNode.peerClosed, (report) => report.showId === showId);
  expect(closed).toMatchObject({ peerId: `${showId} file-1280`, reason: 'taken_over' });
  await node.server.call(mediaNode.stopRecording, { showId });
  const runs = await node.runs(showId);
  expect(runs.map((run) => run.state)).toEqual(['closed', 'closed']);
  expect(runs[0]!.closeReason).toBe('new_producer');
}, 60_000);

test('a recording is not started twice, and a stop that is repeated answers the same', async () => {
  const showId = await node.liveShow();
  await node.server.call(mediaNode.startRecording, { showId, fence: 1, programmeStartMs: 0 });
  await node.server.next(mediaNode.runOpened, (run) => run.showId === showId);

  const first = await node.server.call(mediaNode.stopRecording, { showId });

  expect(await node.server.call(mediaNode.stopRecording, { showId })).toEqual(first);
  expect(await node.runs(showId)).toHaveLength(1);
}, 60_000);
