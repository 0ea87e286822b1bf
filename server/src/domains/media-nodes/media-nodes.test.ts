import { mediaNode, shows, signaling } from '@shoal/contract';
import { describe, expect, test } from 'vitest';
import { FakeMediaNode } from '../../testing/fake-media-node.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { peerIdOf, publish, useStage } from '../../testing/use-stage.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer();
const { join, openNode, openShow, readMedia } = useStage(server);
const rtpCapabilities = { codecs: [] };

test('a node that does not know the cluster secret is not let in', async () => {
  await expect(FakeMediaNode.open({ url: server.url, secret: 'x'.repeat(40) })).rejects.toThrow('not_allowed');
});

test('publish() without any node answers media.no_node; it works as soon as one registers', async () => {
  const { showId, studio } = await openShow('scheduled');

  await expect(studio.socket.send(signaling.openPublish, { showId })).rejects.toMatchObject({ code: 'media.no_node' });
  await openNode();

  expect((await studio.socket.send(signaling.openPublish, { showId })).rtpCapabilities.codecs).toHaveLength(1);
  expect(await readMedia()).toBe('ok');
});

test('a call to a node whose line is lost is refused at once, not when its time is up', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow('scheduled');
  node.deafTo.add(mediaNode.openPublishTransport.name);

  const asked = studio.socket.send(signaling.openPublish, { showId });
  const refused = expect(asked).rejects.toMatchObject({ code: 'media.no_node' });
  await waitUntil(() => node.callsOf(mediaNode.openPublishTransport).length > 0, 'the node was not asked');
  node.hangUp();
  await refused;
});

test('watch() and publish() answer a retry with the same transport, also on a new socket of the tab', async () => {
  const node = await openNode();
  const { room, showId, studio } = await openShow();
  const first = await studio.socket.send(signaling.openPublish, { showId });
  await node.publish(showId, peerIdOf(studio, showId, 'pub'));
  const watched = await room.socket.send(signaling.watch, { showId, rtpCapabilities });
  room.socket.close();
  const again = await join(room.who, { showId, door: 'room', tabId: room.tabId });

  expect((await studio.socket.send(signaling.openPublish, { showId })).transport.id).toBe(first.transport.id);
  const retried = await again.socket.send(signaling.watch, { showId, rtpCapabilities });
  expect(retried).toEqual(watched);
  expect(retried.generation).toBe(again.welcome.stage.generation);
});

test('who waits in the lobby is connected where the show will be, and watches on the same transport', async () => {
  const node = await openNode();
  const { room, showId, studio } = await openShow('scheduled');

  const prepared = await room.socket.send(signaling.prepareWatch, { showId, rtpCapabilities });
  await publish(node, showId, studio);
  const watched = await room.socket.send(signaling.watch, { showId, rtpCapabilities, picture: 'small' });
  await room.socket.send(signaling.choosePicture, { showId, picture: 'none' });

  expect(watched.transport).toEqual(prepared.transport);
  const peerId = peerIdOf(room, showId, 'sub');
  expect(node.callsOf(mediaNode.watch)).toEqual([{ showId, peerId, rtpCapabilities, picture: 'small' }]);
  expect(node.callsOf(mediaNode.choosePicture)).toEqual([{ peerId, picture: 'none' }]);
});

test('a host whom the node closed for sending too much is told, she alone', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  await publish(node, showId, studio);

  const peerId = peerIdOf(studio, showId, 'pub');
  await node.report(mediaNode.peerClosed, { showId, peerId, transportId: null, reason: 'sends_too_much' });

  const told = await studio.socket.waitFor(shows.sendingStopped, () => true);
  expect(told).toEqual({ showId, reason: 'sends_too_much' });
});

test('who left and came again keeps what she has, however late the node says that the first is closed', async () => {
  const node = await openNode();
  const { room, showId, studio } = await openShow();
  await publish(node, showId, studio);
  const peerId = peerIdOf(room, showId, 'sub');
  const first = await room.socket.send(signaling.watch, { showId, rtpCapabilities });
  await room.socket.send(signaling.stopMedia, { showId });
  const second = await room.socket.send(signaling.watch, { showId, rtpCapabilities });
  expect(second.transport.id).not.toBe(first.transport.id);

  await node.report(mediaNode.peerClosed, { showId, peerId, transportId: first.transport.id, reason: 'left' });
  await room.socket.send(signaling.restartIce, { showId, transportId: second.transport.id });

  await node.report(mediaNode.peerClosed, { showId, peerId, transportId: second.transport.id, reason: 'left' });
  const late = room.socket.send(signaling.restartIce, { showId, transportId: second.transport.id });
  await expect(late).rejects.toMatchObject({ code: 'media.transport_gone' });
});

test('viewers are told what is on the stage, with a generation that rises', async () => {
  const node = await openNode();
  const { room, showId, studio } = await openShow();
  expect(room.welcome.stage.status).toBe('idle');

  await publish(node, showId, studio);
  const streaming = await room.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'streaming');
  await node.unpublish(showId);
  const idle = await room.socket.waitFor(
    shows.stageChanged,
    ({ stage }) => stage.generation > streaming.stage.generation,
  );

  expect(streaming.stage).toMatchObject({ hasVideo: true, hasAudio: true, hasHls: false });
  expect(idle.stage.status).toBe('idle');
});

test('a viewer whose worker died is told to watch again, and nobody else is', async () => {
  const node = await openNode();
  const { room, showId, studio } = await openShow();
  const other = await join(room.who, { showId, door: 'room' });
  await publish(node, showId, studio);
  const lost = peerIdOf(room, showId, 'sub');
  await room.socket.send(signaling.watch, { showId, rtpCapabilities });

  await node.losePeer(lost, showId);

  await room.socket.waitFor(shows.mediaLost, ({ tabId }) => tabId === room.tabId);
  await room.socket.send(signaling.watch, { showId, rtpCapabilities });
  expect(node.peers.has(lost)).toBe(true);
  expect(studio.socket.received(shows.mediaLost)).toEqual([]);
  expect(other.socket.received(shows.mediaLost).map(({ tabId }) => tabId)).toEqual([room.tabId]);
});

describe('revocation', () => {
  const watchAs = async (node: FakeMediaNode) => {
    const show = await openShow();
    await publish(node, show.showId, show.studio);
    await show.room.socket.send(signaling.watch, { showId: show.showId, rtpCapabilities });
    const peerId = peerIdOf(show.room, show.showId, 'sub');
    expect(node.peers.has(peerId)).toBe(true);
    return { ...show, peerId };
  };
  const isGone = (node: FakeMediaNode, peerId: mediaNode.PeerId) =>
    waitUntil(() => !node.peers.has(peerId), 'the media of somebody without a right was not closed', 2_000);

  test('signing out closes her media, also when her socket is gone', async () => {
    const node = await openNode();
    const { peerId, room } = await watchAs(node);
    room.socket.close();
    const { accountId, sessionId } = room.who.member;

    server.ground.accessLost.tell({ accountId, sessionIds: [sessionId], reason: 'signed_out' });

    await isGone(node, peerId);
  });

  test('signing out elsewhere leaves her media alone', async () => {
    const node = await openNode();
    const { peerId, room, showId } = await watchAs(node);
    const elsewhere = await server.signInAgain(room.who);
    const { accountId, sessionId } = elsewhere.member;

    server.ground.accessLost.tell({ accountId, sessionIds: [sessionId], reason: 'signed_out' });

    await room.socket.send(signaling.restartIce, {
      showId,
      transportId: node.peers.get(peerId)!.answer.transport.id,
    });
    expect(node.peers.has(peerId)).toBe(true);
  });

  test('a guest who is removed loses her media', async () => {
    const node = await openNode();
    const { peerId, room, showId, studio } = await watchAs(node);

    await studio.who.call(shows.removeGuest, { showId, accountId: room.who.member.accountId });

    await isGone(node, peerId);
  });

  test('leaving a show closes the tab’s media', async () => {
    const node = await openNode();
    const { peerId, room, showId } = await watchAs(node);

    await room.socket.send(shows.leaveShow, { showId });

    await isGone(node, peerId);
  });
});

describe('nodes that go and come', () => {
  test('a new boot of a node makes the stage idle at once, and watched anew when it streams again', async () => {
    const before = await openNode({ nodeId: 'media-1' });
    const { room, showId, studio } = await openShow();
    await publish(before, showId, studio);
    const first = await room.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'streaming');

    const after = await openNode({ nodeId: 'media-1' }); // Killed and started again: it carries nothing on.
    const idle = await room.socket.waitFor(
      shows.stageChanged,
      ({ stage }) => stage.generation > first.stage.generation,
    );
    await publish(after, showId, studio);
    const again = await room.socket.waitFor(
      shows.stageChanged,
      ({ stage }) => stage.generation > idle.stage.generation,
    );

    expect(idle.stage.status).toBe('idle');
    expect(again.stage.status).toBe('streaming');
    const watched = await room.socket.send(signaling.watch, { showId, rtpCapabilities });
    expect(watched.generation).toBe(again.stage.generation);
  });

  test('a line that is cut for a moment changes nothing for viewers', async () => {
    const node = await openNode();
    const { room, showId, studio } = await openShow();
    await publish(node, showId, studio);
    const { stage } = await room.socket.waitFor(shows.stageChanged);

    node.hangUp();
    await waitUntil(async () => (await readMedia()) === 'degraded', 'the cut was not noticed');
    await node.dial(server.url);

    const again = await join(room.who, { showId, door: 'room' });
    expect(again.welcome.stage).toEqual(stage);
    expect(room.socket.received(shows.stageChanged)).toHaveLength(1);
  });

  test('a node that does not come back makes the stage idle within seconds', async () => {
    const node = await openNode();
    const { room, showId, studio } = await openShow();
    await publish(node, showId, studio);

    node.hangUp();

    await room.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'idle');
  });

  test('a server that restarts adopts a stage: same generation, no idle in between, media usable at once', async () => {
    const first = await server.startAnother();
    const node = await openNode({ url: first.url });
    const host = await server.signIn('host');
    const { showId } = await givenShow(server.db, { state: 'live', hostId: host.member.accountId });
    const studio = await join(host, { showId, door: 'studio', url: first.url });
    await publish(node, showId, studio);
    const { transport } = await studio.socket.send(signaling.openPublish, { showId });
    const { stage } = await studio.socket.waitFor(shows.stageChanged);
    await first.shoal.close();

    const second = await server.startAnother();
    const early = await join(host, { showId, door: 'studio', url: second.url, tabId: studio.tabId });
    expect(early.welcome.stage).toEqual(stage); // Presumed, while the node has not dialled yet.
    await node.dial(second.url);

    const late = await join(host, { showId, door: 'studio', url: second.url, tabId: studio.tabId });
    expect(late.welcome.stage).toEqual(stage);
    expect(early.socket.received(shows.stageChanged)).toEqual([]);
    await late.socket.send(signaling.restartIce, { showId, transportId: transport.id });
    expect(node.callsOf(mediaNode.closeShow)).toEqual([]);
    await second.shoal.close();
  });

  test('a node that carries a show which is over is told to close it', async () => {
    const { showId } = await givenShow(server.db, { state: 'ended' });
    const node = await openNode();
    node.hangUp();
    node.stages.set(showId, { generation: Date.now(), publisher: null, fence: null });

    await node.dial(server.url);

    await waitUntil(() => node.callsOf(mediaNode.closeShow).length > 0, 'the show was not closed');
    expect(node.stages.size).toBe(0);
  });

  test('the demo’s host is one peer, whoever asks for it', async () => {
    const demo = await server.startAnother({ DEMO: 'on' });
    const node = await openNode({ url: demo.url });
    const host = await server.signIn('host');
    const { showId } = await givenShow(server.db, { state: 'scheduled', hostId: host.member.accountId });

    for (const _tab of [1, 2]) {
      const studio = await join(host, { showId, door: 'studio', url: demo.url });
      await studio.socket.send(signaling.publishFile, { showId, file: 'host.mp4' });
    }

    const asked = node.callsOf(mediaNode.publishFile) as { peerId: string }[];
    expect(asked).toHaveLength(2);
    expect(new Set(asked.map(({ peerId }) => peerId)).size).toBe(1);
    await demo.shoal.close();
  });
});
