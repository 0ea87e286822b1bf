import { randomUUID } from 'node:crypto';
import { mediaNode, ShowId } from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '../hls/run-folder.ts';
import { recordWithLoss } from '../testing/lossy-recorder.ts';
import { decodeErrors, joinRun } from '../testing/read-recording.ts';
import { sendTrack } from '../testing/rtp-host.ts';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';

let node: TestNode;
beforeAll(async () => {
  node = await TestNode.open();
}, 60_000);
afterAll(() => node.close());

async function recordTrack(name: 'opus' | 'vp8') {
  const showId = ShowId.parse(randomUUID());
  await node.server.call(mediaNode.startRecording, { showId, fence: 1, programmeStartMs: 0 });
  const end = await sendTrack(node, showId, name);
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId, 20_000);
  await node.server.call(mediaNode.stopRecording, { showId });
  end();
  const [run] = await node.runs(showId);
  expect(await decodeErrors(await joinRun(node.folder(showId, run!.runId)))).toBe('');
  return run;
}

/** How far the second of two runs begins from where the first one ends. */
async function toSeamMs(first: Run, second: Run): Promise<number> {
  const lengthMs = (await node.segments(first)).reduce((total, segment) => total + segment.durationMs, 0);
  return Math.abs(Date.parse(second.wallStartAt) - Date.parse(first.wallStartAt) - lengthMs);
}

test('a host who sends only sound is recorded with a picture of it, to which her camera may be added later', async () => {
  const run = await recordTrack('opus');
  expect(run).toMatchObject({ audioCodec: 'mp4a.40.2', width: 640, height: 360 });
  expect(run?.videoCodec).toMatch(/^avc1\.4d/);
}, 60_000);

test('an encoder that dies under sound alone is replaced, and nothing is lost', async () => {
  const showId = ShowId.parse(randomUUID());
  await node.server.call(mediaNode.startRecording, { showId, fence: 1, programmeStartMs: 0 });
  const end = await sendTrack(node, showId, 'opus');
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId, 20_000);
  const pid = await waitFor('an encoder', 5_000, () => node.node.recordings.encoderPidOf(showId));

  process.kill(pid, 'SIGKILL');

  const died = await node.server.next(mediaNode.runClosed, (run) => run.showId === showId);
  const next = await node.server.next(mediaNode.runOpened, (run) => run.showId === showId && run.ordinal === 1);
  expect(await toSeamMs(died, next)).toBeLessThan(200);
  await node.server.call(mediaNode.stopRecording, { showId });
  end();
}, 60_000);

test('a host whose browser has no H264 is transcoded to one size', async () => {
  const run = await recordTrack('vp8');
  expect(run).toMatchObject({ audioCodec: null, width: 1_280, height: 720 });
  expect(run?.videoCodec).toMatch(/^avc1\.4d/);
}, 60_000);

test('a host who leaves ends the run, and the next one goes on in programme time without the gap', async () => {
  const showId = await node.liveShow();
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId);

  await node.server.call(mediaNode.closePeer, { peerId: `${showId} file-1280` });
  const first = await node.server.next(mediaNode.runClosed, (run) => run.showId === showId);
  expect(first.closeReason).toBe('publisher_gone');
  await node.publish(showId, 1280, 720);

  const second = await node.server.next(mediaNode.runOpened, (run) => run.showId === showId && run.ordinal === 1);
  const lengthMs = (await node.segments(first)).reduce((total, segment) => total + segment.durationMs, 0);
  expect(second.programmeStartMs).toBe(Math.round(lengthMs));
  expect(Date.parse(second.wallStartAt)).toBeGreaterThanOrEqual(Date.parse(first.wallStartAt) + lengthMs - 100);
  await node.server.call(mediaNode.closeShow, { showId });
}, 60_000);

test('an encoder that hangs is replaced, and what it swallowed is not lost', async () => {
  const showId = await node.liveShow();
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId);
  const pid = await waitFor('an encoder', 5_000, () => node.node.recordings.encoderPidOf(showId));

  process.kill(pid, 'SIGSTOP');

  const hung = await node.server.next(mediaNode.runClosed, (run) => run.showId === showId, 15_000);
  expect(hung.closeReason).toBe('stalled');
  const next = await node.server.next(mediaNode.runOpened, (run) => run.showId === showId && run.ordinal === 1);
  expect(await toSeamMs(hung, next)).toBeLessThan(200);
}, 60_000);

test('packets that are lost for good never reach the decoder as a damaged frame', async () => {
  const showId = ShowId.parse(randomUUID());
  await node.publish(showId, 1280, 720);
  const recorder = recordWithLoss(node, showId, 60);
  const enough = async () => {
    const [run] = await node.runs(showId);
    return run && (await node.segments(run)).length >= 3;
  };
  await waitFor('three segments', 20_000, enough);
  await recorder.stop('stopped');
  await node.server.call(mediaNode.closeShow, { showId });

  for (const run of await node.runs(showId)) {
    expect(await decodeErrors(await joinRun(node.folder(showId, run.runId)))).toBe('');
  }
}, 60_000);
