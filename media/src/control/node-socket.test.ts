import { mediaNode } from '@shoal/contract';
import { expect, test } from 'vitest';
import { routerCapabilities } from '../sfu/codecs.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';

test('a server that comes back finds the show going on, and every report that it missed, in order', async () => {
  const node = await TestNode.open();
  const showId = await node.liveShow();
  const rtpCapabilities = structuredClone(routerCapabilities()) as { codecs?: never[] }; // Only its outline is the contract's.
  await node.server.call(mediaNode.watch, { showId, peerId: 'viewer', rtpCapabilities });
  await node.server.next(mediaNode.segmentClosed, (report) => report.showId === showId);
  const known = node.server.all(mediaNode.segmentClosed).length;
  const { port } = node.server;

  await node.server.close();
  const runs = await node.runs(showId);
  const during = known + 1;
  await waitForSegments(node, runs[0]!, during + 1);
  const server = await FakeServer.open(port);

  const registered = await server.next(mediaNode.register, () => true, 5_000);
  const kept = registered.stages.find(({ stage }) => stage.showId === showId);
  expect(kept).toMatchObject({ recordingFence: 1 });
  expect(kept?.peerIds.toSorted()).toEqual([`${showId} file-1280`, 'viewer'].toSorted());
  expect(kept?.stage.publisher?.producers).toHaveLength(2);
  await server.next(mediaNode.segmentClosed, (report) => report.segment.index === during + 1);
  const indexes = server.all(mediaNode.segmentClosed).map((report) => report.segment.index);
  expect(indexes).toEqual(indexes.map((_, place) => place + (indexes[0] ?? 0)));
  expect(indexes[0]).toBeLessThanOrEqual(known + 1);
  await server.close();
  await node.close();
}, 60_000);

test('below the least free room the recorder stops, says so, and the show goes on', async () => {
  const node = await TestNode.open({ minFreeDiskBytes: Number.MAX_SAFE_INTEGER });
  const showId = await node.liveShow();

  const stopped = await node.server.next(mediaNode.recordingStopped);

  expect(stopped).toEqual({ showId, reason: 'disk_full' });
  await node.server.next(mediaNode.stageChanged, (stage) => stage.publisher !== null);
  expect(node.node.sfu.findStage(showId)?.tracks).toHaveLength(2);
  await node.close();
}, 60_000);

async function waitForSegments(node: TestNode, run: Parameters<TestNode['segments']>[0], count: number) {
  await waitFor(`${count} segments on disk`, 15_000, async () => (await node.segments(run)).length >= count);
}
