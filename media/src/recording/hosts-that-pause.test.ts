import { randomUUID } from 'node:crypto';
import { mediaNode, ShowId } from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeErrors, findBeeps, findFlashes, flashToBeepOffsets, joinRun } from '../testing/read-recording.ts';
import { sendLayers } from '../testing/simulcast-host.ts';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';

let node: TestNode;
beforeAll(async () => {
  node = await TestNode.open();
}, 60_000);
afterAll(() => node.close());

const newShow = async () => {
  const showId = ShowId.parse(randomUUID());
  await node.server.call(mediaNode.startRecording, { showId, fence: 1, programmeStartMs: 0 });
  return showId;
};
const segmentsOf = (showId: ShowId) => node.server.all(mediaNode.segmentClosed).filter((of) => of.showId === showId);
const waitForSegments = (showId: ShowId, count: number) =>
  waitFor(`${count} segments`, 25_000, () => segmentsOf(showId).length >= count);

test.concurrent('a picture that pauses holds neither the sound nor the segments back', async () => {
  const showId = await node.liveShow();
  await waitForSegments(showId, 1);
  const video = node.node.sfu.findStage(showId)?.tracks.find(({ kind }) => kind === 'video')?.producer;

  await video?.pause();
  await waitForSegments(showId, 4);
  await video?.resume();
  await waitForSegments(showId, 6);
  await node.server.call(mediaNode.stopRecording, { showId });

  const runs = await node.runs(showId);
  expect(runs.map(({ closeReason }) => closeReason)).toEqual(['stopped']);
  for (const { segment } of segmentsOf(showId).slice(0, -1)) expect(segment.durationMs).toBeLessThan(3_000);
  const file = await joinRun(node.folder(showId, runs[0]!.runId));
  expect(await decodeErrors(file)).toBe('');
  const beeps = await findBeeps(file);
  for (const [at, beepMs] of beeps.entries()) {
    if (at > 0) expect(Math.abs(beepMs - beeps[at - 1]! - 1_000)).toBeLessThan(60);
  }
  const offsetsMs = await flashToBeepOffsets(file); // The repeated pictures are white, and beside no beep.
  for (const offsetMs of [offsetsMs.at(0), offsetsMs.at(-1)]) expect(Math.abs(offsetMs!)).toBeLessThan(60);
}, 60_000);

test.concurrent('a host who answers no key frame request is encoded anew, is told, and a kill -9 neither loses nor repeats', async () => {
  const showId = await newShow();
  await node.publish(showId, 640, 360, 6);
  await node.server.next(mediaNode.keyFramesChanged, (of) => of.showId === showId && of.areMissing, 20_000);
  // Sound alone may have been recorded before, where the first key frame was missed: the next one comes 6 s later.
  const encoded = await node.server.next(
    mediaNode.runOpened,
    (run) => run.showId === showId && run.width === 1_280,
    20_000,
  );
  const before = segmentsOf(showId).length;
  await waitForSegments(showId, before + 2);
  process.kill(await waitFor('an encoder', 5_000, () => node.node.recordings.encoderPidOf(showId)), 'SIGKILL');
  await waitForSegments(showId, before + 4);
  await node.server.call(mediaNode.stopRecording, { showId });

  const runs = (await node.runs(showId)).slice(encoded.ordinal);
  expect(runs.map(({ closeReason }) => closeReason)).toEqual(['encoder_died', 'stopped']);
  const flashes: number[] = [];
  let endMs = encoded.programmeStartMs;
  for (const run of runs) {
    expect(run).toMatchObject({ width: 1_280, height: 720 });
    const segments = await node.segments(run);
    for (const { durationMs } of segments.slice(0, -1)) expect(Math.abs(durationMs - 2_000)).toBeLessThan(60);
    expect(Math.abs(run.programmeStartMs - endMs)).toBeLessThanOrEqual(1);
    endMs = run.programmeStartMs + segments.reduce((total, { durationMs }) => total + durationMs, 0);
    const file = await joinRun(node.folder(showId, run.runId));
    expect(await decodeErrors(file)).toBe('');
    for (const flashMs of await findFlashes(file)) flashes.push(run.programmeStartMs + flashMs);
  }
  expect(flashes.length).toBeGreaterThanOrEqual(Math.floor((endMs - encoded.programmeStartMs) / 1_000) - 1);
  for (const [at, flashMs] of flashes.entries()) {
    if (at > 0) expect(Math.abs(flashMs - flashes[at - 1]! - 1_000)).toBeLessThan(100);
  }
}, 60_000);

test.concurrent('the largest simulcast layer is recorded, and its loss is a new run without damage', async () => {
  const showId = await newShow();
  const host = await sendLayers(node, showId);
  const opened = (height: number, after = -1) =>
    node.server.next(
      mediaNode.runOpened,
      (run) => run.showId === showId && run.height === height && run.ordinal > after,
      20_000,
    );
  const largest = await opened(720); // A layer that came first may have been taken before.

  host.endLargest();
  await opened(360, largest.ordinal);
  await waitForSegments(showId, 3);
  await node.server.call(mediaNode.stopRecording, { showId });
  host.end();

  const runs = await node.runs(showId);
  expect(runs.slice(largest.ordinal).map(({ height, closeReason }) => [height, closeReason])).toEqual([
    [720, 'new_size'],
    [360, 'stopped'],
  ]);
  for (const run of runs) expect(await decodeErrors(await joinRun(node.folder(showId, run.runId)))).toBe('');
}, 60_000);
