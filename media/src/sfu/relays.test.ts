import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mediaNode, type ShowId, ShowId as ShowIdSchema } from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestNode } from '../testing/test-node.ts';
import { waitFor } from '../testing/wait-for.ts';
import { routerCapabilities, toRecorderCapabilities } from './codecs.ts';

let origin: TestNode;
let edge: TestNode;
beforeAll(async () => {
  origin = await TestNode.open();
  edge = await TestNode.open();
}, 60_000);
afterAll(async () => {
  await edge.close();
  await origin.close();
});

const rtpCapabilities = structuredClone(routerCapabilities()) as { codecs?: never[] }; // Only its outline is the contract's.
const watch = (showId: ShowId, peerId: string) =>
  edge.server.call(mediaNode.watch, { showId, peerId, rtpCapabilities });

/** As the server introduces the two to each other. */
async function pull(showId: ShowId, relayId: string) {
  const { to } = await edge.server.call(mediaNode.openRelay, { showId, relayId });
  const sent = await origin.server.call(mediaNode.sendRelay, { showId, relayId, to });
  const { from, tracks } = sent;
  await edge.server.call(mediaNode.receiveRelay, { showId, relayId, from, tracks });
  return { to, ...sent };
}

async function openPulled() {
  const showId = ShowIdSchema.parse(randomUUID());
  const relayId = randomUUID();
  await origin.publish(showId, 1280, 720);
  return { showId, relayId, first: await pull(showId, relayId) };
}

/** Taps the stage of the node that pulls, as a viewer's packets would come. */
async function tap(showId: ShowId) {
  const stage = edge.node.sfu.findStage(showId)!;
  const video = stage.tracks.find(({ kind }) => kind === 'video')!;
  const direct = await stage.router.createDirectTransport();
  const capabilities = toRecorderCapabilities(stage.router.rtpCapabilities);
  const consumer = await direct.consume({ producerId: video.producer.id, rtpCapabilities: capabilities });
  let packets = 0;
  consumer.on('rtp', () => {
    packets += 1;
  });
  return { consumer, countPackets: () => packets };
}

test('a show is watched on a node that pulls it: same tracks, packets through SRTP, key frames asked for beyond', async () => {
  const { first, relayId, showId } = await openPulled();

  const { consumers } = await watch(showId, 'far');
  const { consumer, countPackets } = await tap(showId);

  expect(consumers.map(({ producerId }) => producerId).toSorted()).toEqual(
    first.tracks.map(({ producerId }) => producerId).toSorted(),
  );
  expect(await pull(showId, relayId)).toEqual(first);
  await waitFor('packets from the other node', 5_000, () => countPackets() > 10);
  const host = origin.node.sfu.findStage(showId)!.tracks.find(({ kind }) => kind === 'video')!.producer;
  const countAsked = async () => (await host.getStats())[0]?.pliCount ?? 0;
  const before = await countAsked();
  await consumer.requestKeyFrame();
  await waitFor('the host to be asked for a key frame', 5_000, async () => (await countAsked()) > before);
});

test('a pause is reported and passed on; a new publisher replaces the tracks, and viewers keep their transport', async () => {
  const { first, relayId, showId } = await openPulled();
  const before = await watch(showId, 'patient');
  const stage = origin.node.sfu.findStage(showId)!;
  const { consumer } = await tap(showId);

  await stage.tracks.find(({ kind }) => kind === 'video')!.producer.pause();
  await origin.server.next(mediaNode.relayChanged, (changed) => changed.relayId === relayId);
  await pull(showId, relayId);
  await waitFor('the pause', 2_000, () => consumer.producerPaused);

  await origin.publish(showId, 640, 360);
  const second = await pull(showId, relayId);
  await waitFor('the old track to end', 2_000, () => consumer.closed);
  const after = await watch(showId, 'patient');

  expect(second.generation).toBeGreaterThan(first.generation);
  expect(after.transport.id).toBe(before.transport.id);
  expect(after.consumers.map(({ producerId }) => producerId).toSorted()).toEqual(
    second.tracks.map(({ producerId }) => producerId).toSorted(),
  );
});

test('a relay that lost its end says so on either side, and a fresh one serves the same viewers', async () => {
  const { first, relayId, showId } = await openPulled();
  await watch(showId, 'steady');
  const again = { showId, relayId };

  await edge.server.call(mediaNode.closeRelay, again);
  const received = edge.server.call(mediaNode.receiveRelay, { ...again, from: first.from, tracks: first.tracks });
  await expect(received).rejects.toMatchObject({ code: 'media.transport_gone' });
  await expect(watch(showId, 'steady')).rejects.toMatchObject({ code: 'media.not_streaming' });
  origin.node.sfu.closeShow(showId);
  await origin.publish(showId, 1280, 720);
  const sent = origin.server.call(mediaNode.sendRelay, { ...again, to: first.to });
  await expect(sent).rejects.toMatchObject({ code: 'media.transport_gone' });

  await pull(showId, randomUUID());
  expect((await watch(showId, 'steady')).consumers).toHaveLength(2);
});

test('a host who comes to a node that pulled her show takes its stage over', async () => {
  const { relayId, showId } = await openPulled();
  const before = await watch(showId, 'loyal');
  expect(edge.node.sfu.peerIdsOf(showId)).toContain(`relay:${relayId}`);

  await edge.publish(showId, 1280, 720);

  const after = await watch(showId, 'loyal');
  expect(after.transport.id).toBe(before.transport.id);
  expect(edge.node.sfu.peerIdsOf(showId)).not.toContain(`relay:${relayId}`);
});

test('what is sent to a pipe’s port by anybody else is not let in', async () => {
  const { first, showId } = await openPulled();
  const { countPackets } = await tap(showId);
  await waitFor('packets', 5_000, () => countPackets() > 0);
  const socket = createSocket('udp4');
  const [pipe] = await edge.node.sfu.findStage(showId)!.tracks[0]!.producer.getStats();
  const forged = Buffer.alloc(60);
  forged.writeUInt8(0x80, 0);
  forged.writeUInt8(101, 1);
  forged.writeUInt32BE(pipe?.ssrc ?? 0, 8);
  for (let sequence = 0; sequence < 200; sequence += 1) {
    forged.writeUInt16BE(sequence, 2);
    await new Promise((resolve) => socket.send(forged, first.to.port, first.to.ip, resolve));
  }
  socket.close();
  const stats = await edge.node.sfu.findStage(showId)!.tracks[0]!.producer.getStats();
  expect(stats[0]?.packetsDiscarded).toBe(pipe?.packetsDiscarded);
  expect(stats[0]?.packetsLost).toBe(pipe?.packetsLost);
});
