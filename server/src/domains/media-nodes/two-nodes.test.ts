import { mediaNode, type ShowId, shows, signaling } from '@shoal/contract';
import { expect, test } from 'vitest';
import type { FakeMediaNode } from '../../testing/fake-media-node.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { type Person, peerIdOf, publish, useStage } from '../../testing/use-stage.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer();
const { join, openNode, openShow } = useStage(server);
const rtpCapabilities = { codecs: [] };
const watch = (room: Person, showId: ShowId) => room.socket.send(signaling.watch, { showId, rtpCapabilities });
const isOn = (node: FakeMediaNode, room: Person, showId: ShowId) => node.peers.has(peerIdOf(room, showId, 'sub'));

/** A show on node a, which has room for its host and one viewer, and node b beside it. */
async function openTwo() {
  const a = await openNode({ nodeId: 'a' });
  const show = await openShow();
  await publish(a, show.showId, show.studio);
  const b = await openNode({ nodeId: 'b' });
  a.maxPeers = 2;
  const late = await join(show.room.who, { showId: show.showId, door: 'room' });
  return { ...show, a, b, late };
}

/** The first viewer is on a, the late one on b. */
async function watchOnBoth() {
  const two = await openTwo();
  const first = await watch(two.room, two.showId);
  const second = await watch(two.late, two.showId);
  expect(isOn(two.a, two.room, two.showId) && isOn(two.b, two.late, two.showId)).toBe(true);
  return { ...two, first, second };
}

test('the origin serves viewers while it has room, then another node that pulls the show; a retry stays there', async () => {
  const { a, b, first, late, second, showId } = await watchOnBoth();

  expect(second.generation).toBe(first.generation);
  expect(await watch(late, showId)).toEqual(second);
  expect(isOn(a, late, showId)).toBe(false);
  expect(b.callsOf(mediaNode.openRelay)).toHaveLength(1);
  const { transport } = second;
  await late.socket.send(signaling.restartIce, { showId, transportId: transport.id });
  expect(b.callsOf(mediaNode.restartIce)).toHaveLength(1);
});

test('viewers of a pulled show watch anew with the generation that the stage has, and a crowd makes one pipe', async () => {
  const { a, b, late, showId, studio } = await watchOnBoth();

  await a.publish(showId, peerIdOf(studio, showId, 'pub'));
  const { stage } = await late.socket.waitFor(shows.stageChanged, (told) => told.stage.generation > 0);
  const answers = await Promise.all([1, 2, 3].map(() => watch(late, showId)));

  for (const { generation } of answers) expect(generation).toBeGreaterThanOrEqual(stage.generation);
  expect(new Set((b.callsOf(mediaNode.openRelay) as { relayId: string }[]).map(({ relayId }) => relayId)).size).toBe(1);
  expect(b.callsOf(mediaNode.receiveRelay).length).toBeLessThanOrEqual(3);
});

test('with no room anywhere media.full is answered, which makes the player take HLS', async () => {
  const { b, late, showId } = await openTwo();
  await watch(await join(late.who, { showId, door: 'room' }), showId);
  b.maxPeers = 0;

  await expect(watch(late, showId)).rejects.toMatchObject({ code: 'media.full' });
});

test('a track that is paused at the origin is paused where the show is pulled', async () => {
  const { a, b, showId } = await watchOnBoth();
  const [relay] = b.callsOf(mediaNode.openRelay) as { relayId: string }[];
  const before = b.callsOf(mediaNode.receiveRelay).length;

  await a.report(mediaNode.relayChanged, { showId, relayId: relay!.relayId });

  await waitUntil(() => b.callsOf(mediaNode.receiveRelay).length > before, 'the change was not passed on');
});

test('a pipe that lost an end is made anew, and only its viewers watch again', async () => {
  const { a, b, late, room, showId, studio } = await watchOnBoth();
  const [relay] = b.callsOf(mediaNode.openRelay) as { relayId: string }[];
  a.lostRelays.add(relay!.relayId);

  await a.report(mediaNode.relayChanged, { showId, relayId: relay!.relayId });

  await late.socket.waitFor(shows.mediaLost, ({ tabId }) => tabId === late.tabId);
  const ids = (b.callsOf(mediaNode.openRelay) as { relayId: string }[]).map(({ relayId }) => relayId);
  expect(new Set(ids).size).toBe(2);
  expect(room.socket.received(shows.mediaLost).filter(({ tabId }) => tabId === room.tabId)).toEqual([]);
  expect(studio.socket.received(shows.mediaLost)).toEqual([]);
});

test('the origin is lost: the stage is idle, the host publishes to the other node, and all watch there', async () => {
  const { a, b, late, room, showId, studio } = await watchOnBoth();
  const placed = async () =>
    (await server.db.selectFrom('stages').select(['nodeId', 'placements']).where('showId', '=', showId).execute())[0];
  const before = await placed();

  a.hangUp();
  await room.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'idle');
  await waitUntil(() => !b.stages.has(showId), 'what was pulled was not closed');
  await publish(b, showId, studio);
  await room.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'streaming' && stage.generation > 0);

  for (const viewer of [room, late]) await watch(viewer, showId);
  expect(isOn(b, room, showId) && isOn(b, late, showId)).toBe(true);
  expect(await placed()).toEqual({ nodeId: 'b', placements: (before?.placements ?? 0) + 1 });
});

test('a zombie that comes back is told to close what streams elsewhere by now', async () => {
  const { a, b, showId, studio } = await watchOnBoth();
  a.hangUp();
  await studio.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'idle');
  await publish(b, showId, studio);

  await a.dial(server.url);

  await waitUntil(() => a.stages.size === 0 && a.peers.size === 0, 'the zombie still carries the show');
  expect(b.stages.get(showId)?.publisher).not.toBeNull();
});

test('a node that only pulls is lost: its viewers are told and find room at once', async () => {
  const { a, b, late, room, showId } = await watchOnBoth();
  a.maxPeers = 9;

  b.hangUp();

  await late.socket.waitFor(shows.mediaLost, ({ tabId }) => tabId === late.tabId);
  await watch(late, showId);
  expect(isOn(a, late, showId)).toBe(true);
  expect(room.socket.received(shows.stageChanged).filter(({ stage }) => stage.status === 'idle')).toEqual([]);
});

test('a cut line keeps what a node pulls: its viewers stay', async () => {
  const { b, late, second, showId } = await watchOnBoth();

  b.hangUp();
  await b.dial(server.url);

  expect(await watch(late, showId)).toEqual(second);
  expect(late.socket.received(shows.mediaLost)).toEqual([]);
});

test('a node that drains gives its viewers and its shows to the other one, and is released when it is empty', async () => {
  const { a, b, late, room, showId, studio } = await watchOnBoth();
  a.maxPeers = 9;

  await b.report(mediaNode.draining, {});
  await late.socket.waitFor(shows.mediaLost, ({ tabId }) => tabId === late.tabId);
  await watch(late, showId);
  await waitUntil(() => b.isReleased && !isOn(b, late, showId), 'the empty node was not released');
  expect(isOn(a, late, showId)).toBe(true);

  const c = await openNode({ nodeId: 'c' });
  await a.report(mediaNode.draining, {});
  await room.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'idle');
  await publish(c, showId, studio);
  await waitUntil(() => a.isReleased && a.stages.size === 0, 'the origin was not released');
  await watch(room, showId);
  expect(isOn(c, room, showId)).toBe(true);
});

test('a node without another one beside it is released at once', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  await publish(node, showId, studio);

  await node.report(mediaNode.draining, {});

  await waitUntil(() => node.isReleased, 'the only node was not released');
  expect(node.stages.get(showId)?.publisher).not.toBeNull();
});
