import { randomUUID } from 'node:crypto';
import { mediaNode, ShowId } from '@shoal/contract';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';
import { routerCapabilities, toRecorderCapabilities } from './codecs.ts';

let node: TestNode;
beforeAll(async () => {
  node = await TestNode.open({ workers: 2, maxPeersPerWorker: 3 });
}, 60_000);
afterAll(() => node.close());

const rtpCapabilities = structuredClone(routerCapabilities()) as { codecs?: never[] }; // Only its outline is the contract's.
const newShow = () => ShowId.parse(randomUUID());
const watch = (showId: ShowId, peerId: string) =>
  node.server.call(mediaNode.watch, { showId, peerId, rtpCapabilities });
const onStage = (showId: ShowId) =>
  node.server.next(mediaNode.stageChanged, (stage) => stage.showId === showId && stage.publisher !== null);

const portOfWorkerOf = (showId: ShowId) => {
  const { slot } = node.node.sfu.findStage(showId)!;
  return node.config.mediaPortBase + node.node.pool.slots.indexOf(slot);
};
afterEach(() => node.node.sfu.close());

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
    { protocol: 'udp', port: portOfWorkerOf(showId) },
    { protocol: 'tcp', port: portOfWorkerOf(showId) },
  ]);
});

test('prepareWatch() connects who waits by a silent track, and watch() goes on with the same transport', async () => {
  const showId = newShow();
  const waiting = { showId, peerId: 'early-bird', rtpCapabilities };
  const prepared = await node.server.call(mediaNode.prepareWatch, waiting);
  const again = await node.server.call(mediaNode.prepareWatch, waiting);
  await node.publish(showId, 1280, 720);

  const watched = await watch(showId, 'early-bird');

  expect(prepared.consumers).toMatchObject([{ kind: 'audio' }]);
  expect(again).toEqual(prepared);
  expect(watched.transport.id).toBe(prepared.transport.id);
  expect(watched.consumers.map(({ kind }) => kind).toSorted()).toEqual(['audio', 'video']);
});

test('choosePicture() stops and restores the video of one viewer, also of what she watches later', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  const peerId = mediaNode.PeerId.parse('saver');
  await node.server.call(mediaNode.watch, { showId, peerId, rtpCapabilities, picture: 'none' });
  const isPaused = (kind: string) =>
    node.node.sfu.findPeer(peerId)?.watched?.consumers.find((consumer) => consumer.kind === kind)?.paused;
  expect([isPaused('audio'), isPaused('video')]).toEqual([false, true]);

  await node.server.call(mediaNode.choosePicture, { peerId, picture: 'small' });
  expect([isPaused('audio'), isPaused('video')]).toEqual([false, false]);

  await node.server.call(mediaNode.choosePicture, { peerId, picture: 'none' });
  await node.publish(showId, 640, 360);
  await watch(showId, peerId);
  expect([isPaused('audio'), isPaused('video')]).toEqual([false, true]);
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

test('connectTransport() may be tried again after parameters that could not be used', async () => {
  const showId = newShow();
  const peerId = mediaNode.PeerId.parse('clumsy');
  const { transport } = await node.node.sfu.openPublishTransport(showId, peerId);
  const connect = (algorithm: string) =>
    node.node.sfu.connectTransport(peerId, transport.id, {
      role: 'client',
      fingerprints: [{ algorithm: algorithm as 'sha-256', value: Array(32).fill('0A').join(':') }], // Or one that is none.
    });

  await expect(connect('none')).rejects.toThrow('FingerprintAlgorithm');
  await expect(connect('sha-256')).resolves.toBeUndefined();
  await expect(connect('sha-256')).resolves.toBeUndefined();
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
  const missing = { showId: newShow(), peerId: 'x', file: 'none.mp4' };
  await expect(node.server.call(mediaNode.publishFile, missing)).rejects.toMatchObject({ code: 'media.incompatible' });
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

/** Fills the worker of a show's stage, so that the last of them is on the other one. */
async function watchUntilPiped(showId: ShowId): Promise<string[]> {
  const viewers = ['one', 'two', 'three', 'four'].map((name) => `${showId} ${name}`);
  for (const peerId of viewers) await watch(showId, peerId);
  return viewers;
}
const workersInUse = () => node.node.sfu.listWorkers().map(({ peers }) => peers);

test('viewers beyond a worker’s cap watch from another worker, and beyond all caps media.full is answered', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  const [first, , , fourth] = await watchUntilPiped(showId);

  const near = await watch(showId, first!);
  const far = await watch(showId, fourth!);

  expect(workersInUse().toSorted()).toEqual([1, 3]);
  expect(far.transport.iceCandidates[0]?.port).not.toBe(near.transport.iceCandidates[0]?.port);
  expect(far.consumers.map(({ producerId }) => producerId)).toEqual(near.consumers.map(({ producerId }) => producerId));
  expect(far.generation).toBe(near.generation);
  for (const name of ['five', 'six']) await watch(showId, `${showId} ${name}`);
  await expect(watch(showId, `${showId} seven`)).rejects.toMatchObject({ code: 'media.full' });
});

test('a crowd that comes at once fills no worker beyond its cap', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  const crowd = Array.from({ length: 10 }, (_, at) => watch(showId, `${showId} crowd ${at}`));

  const answers = await Promise.allSettled(crowd);

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  expect(workersInUse()).toEqual([3, 3]);
});

test('packets arrive over the pipe, a key frame asked for beyond it comes, and a pause is seen there', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  const stage = node.node.sfu.findStage(showId)!;
  const other = node.node.pool.slots.find((slot) => slot !== stage.slot)!;
  const outlet = await stage.openOutlet(other);
  const track = stage.tracks.find(({ kind }) => kind === 'video')!;
  const [producer, twin] = await Promise.all([outlet.findProducer(track), outlet.findProducer(track)]);
  expect(twin).toBe(producer);
  const direct = await outlet.router.createDirectTransport();
  const rtpCapabilities = toRecorderCapabilities(outlet.router.rtpCapabilities);
  const consumer = await direct.consume({ producerId: producer!.id, rtpCapabilities, paused: true });
  let packets = 0;
  consumer.on('rtp', () => {
    packets += 1;
  });
  const countAsked = async () => (await track.producer.getStats())[0]?.pliCount ?? 0;

  await consumer.resume();
  await waitFor('packets behind the pipe', 5_000, () => packets > 10);
  const askedBefore = await countAsked();
  await consumer.requestKeyFrame();
  await waitFor('the host to be asked for a key frame', 5_000, async () => (await countAsked()) > askedBefore);
  await track.producer.pause();
  await waitFor('the pause behind the pipe', 2_000, () => consumer.producerPaused);
  await track.producer.resume();
  await waitFor('the end of the pause', 2_000, () => !consumer.producerPaused);
  track.producer.close();
  await waitFor('the end behind the pipe', 2_000, () => consumer.closed);
});

test('a viewers’ worker that dies costs only its own viewers, who can watch again at once', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  const [first, second, , fourth] = await watchUntilPiped(showId);
  const stage = node.node.sfu.findStage(showId)!;
  const before = await watch(showId, first!);
  const other = node.node.pool.slots.find((slot) => slot !== stage.slot)!;

  process.kill(other.worker.pid, 'SIGKILL');

  const lost = await node.server.next(mediaNode.peerClosed, (closed) => closed.peerId === fourth);
  expect(lost.reason).toBe('worker_died');
  expect(await watch(showId, first!)).toEqual(before);
  node.node.sfu.closePeer(mediaNode.PeerId.parse(second)); // Room on the worker that is left.
  expect((await watch(showId, fourth!)).consumers).toHaveLength(2);
  await waitFor('a new worker', 2_000, () => node.node.pool.slots.length === 2);
});

test('a dead worker is replaced within two seconds, its peers are reported, and the show begins anew', async () => {
  const showId = newShow();
  await node.publish(showId, 1280, 720);
  await watch(showId, 'viewer-d');
  const { slot } = node.node.sfu.findStage(showId)!;
  const killedAtMs = Date.now();

  process.kill(slot.worker.pid, 'SIGKILL');

  const lost = await node.server.next(mediaNode.peerClosed, (closed) => closed.peerId === 'viewer-d');
  expect(lost.reason).toBe('worker_died');
  await node.server.next(mediaNode.stageChanged, (stage) => stage.showId === showId && stage.publisher === null);
  await waitFor('a new worker', 2_000, () => node.node.pool.slots.length === 2);
  expect(Date.now() - killedAtMs).toBeLessThan(2_000);
  await node.publish(showId, 1280, 720);
  expect((await watch(showId, 'viewer-d')).consumers).toHaveLength(2);
});
