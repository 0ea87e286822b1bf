import { randomUUID } from 'node:crypto';
import { mediaNode, ShowId } from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';
import { routerCapabilities } from './codecs.ts';

let node: TestNode;
beforeAll(async () => {
  node = await TestNode.open();
}, 60_000);
afterAll(() => node.close());

const rtpCapabilities = structuredClone(routerCapabilities()) as { codecs?: never[] }; // Only its outline is the contract's.
const newShow = () => ShowId.parse(randomUUID());
const watch = (showId: ShowId, peerId: string) =>
  node.server.call(mediaNode.watch, { showId, peerId, rtpCapabilities });
const onStage = (showId: ShowId) =>
  node.server.next(mediaNode.stageChanged, (stage) => stage.showId === showId && stage.publisher !== null);

test('watch() is refused until somebody publishes', async () => {
  await expect(watch(newShow(), 'early')).rejects.toMatchObject({ code: 'media.not_streaming' });
});

test('watch() answers a retry with the same transport and consumers', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);

  const first = await watch(showId, 'viewer-a');
  const [again, twin] = await Promise.all([watch(showId, 'viewer-a'), watch(showId, 'viewer-a')]);

  expect(first.consumers.map((consumer) => consumer.kind).toSorted()).toEqual(['audio', 'video']);
  expect(again).toEqual(first);
  expect(twin).toEqual(first);
  expect(first.transport.iceCandidates.map(({ protocol, port }) => ({ protocol, port }))).toEqual([
    { protocol: 'udp', port: node.config.mediaPortBase },
    { protocol: 'tcp', port: node.config.mediaPortBase },
  ]);
});

test('watch() answers with fresh consumers on the same transport after the stage has changed hands', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  const before = await watch(showId, 'viewer-b');
  await node.publish(showId, 640, 360);

  const after = await watch(showId, 'viewer-b');

  expect(after.transport.id).toBe(before.transport.id);
  expect(after.generation).toBeGreaterThan(before.generation);
  const old = new Set(before.consumers.map((consumer) => consumer.producerId));
  expect(after.consumers).toHaveLength(2);
  for (const consumer of after.consumers) expect(old).not.toContain(consumer.producerId);
});

test('openPublishTransport() gives the same peer the same transport, and produce() the same producer', async () => {
  const showId = newShow();
  const peerId = `host-${showId}`;
  const first = await node.server.call(mediaNode.openPublishTransport, { showId, peerId });
  const again = await node.server.call(mediaNode.openPublishTransport, { showId, peerId });
  expect(again).toEqual(first);

  const transportId = first.transport.id;
  const codec = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 };
  const rtpParameters = { mid: '0', codecs: [codec], encodings: [{ ssrc: 1_234 }] };
  const track = { showId, peerId, transportId, kind: 'audio', rtpParameters, source: 'microphone' } as const;
  const producer = await node.server.call(mediaNode.produce, track);
  expect(await node.server.call(mediaNode.produce, track)).toEqual(producer);
  const stage = await onStage(showId);
  expect(stage.publisher).toMatchObject({ peerId, producers: [{ kind: 'audio', mimeType: 'audio/opus' }] });

  const absurd = { ...track, rtpParameters: { codecs: [{ ...codec, mimeType: 'audio/absurd' }] } };
  await expect(node.server.call(mediaNode.produce, absurd)).rejects.toMatchObject({ code: 'media.incompatible' });
});

test('a transport that is gone, or was never there, is named so', async () => {
  const showId = newShow();
  const { transport } = await node.server.call(mediaNode.openPublishTransport, { showId, peerId: 'fleeting' });
  await node.server.call(mediaNode.closePeer, { peerId: 'fleeting' });
  await node.server.call(mediaNode.closePeer, { peerId: 'fleeting' });

  const restart = node.server.call(mediaNode.restartIce, { peerId: 'fleeting', transportId: transport.id });

  await expect(restart).rejects.toMatchObject({ code: 'media.transport_gone' });
});

test('a call that is not what the contract says is refused, and the node goes on', async () => {
  const bad = node.server.call(mediaNode.watch, { showId: 'no-id', peerId: '', rtpCapabilities: {} });
  await expect(bad).rejects.toMatchObject({ code: 'request.invalid' });
  const absurd = { showId: newShow(), peerId: 'x', file: '../../etc/passwd' };
  await expect(node.server.call(mediaNode.publishFile, absurd)).rejects.toMatchObject({ code: 'request.invalid' });
});

test('closeShow() ends the stage and every peer, and the show can begin anew', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  await watch(showId, 'viewer-c');

  await node.server.call(mediaNode.closeShow, { showId });

  await node.server.next(mediaNode.stageChanged, (stage) => stage.showId === showId && stage.publisher === null);
  await node.server.next(mediaNode.peerClosed, (closed) => closed.peerId === 'viewer-c');
  await node.publish(showId, 1280, 720);
  expect((await watch(showId, 'viewer-c')).consumers).toHaveLength(2);
});

test('a dead worker is replaced within two seconds, its peers are reported, and the show begins anew', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  await watch(showId, 'viewer-d');
  const [slot] = node.node.pool.slots;
  const killedAtMs = Date.now();

  process.kill(slot!.worker.pid, 'SIGKILL');

  const lost = await node.server.next(mediaNode.peerClosed, (closed) => closed.peerId === 'viewer-d');
  expect(lost.reason).toBe('worker_died');
  await node.server.next(mediaNode.stageChanged, (stage) => stage.showId === showId && stage.publisher === null);
  await waitFor('a new worker', 2_000, () => node.node.pool.slots.some((other) => other !== slot));
  expect(Date.now() - killedAtMs).toBeLessThan(2_000);
  await node.publish(showId, 1280, 720);
  expect((await watch(showId, 'viewer-d')).consumers).toHaveLength(2);
});
