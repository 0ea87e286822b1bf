import { mediaNode, PROTOCOL_VERSION, type Role, type ShowId, shows, signaling, type TabId } from '@shoal/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { FakeMediaNode } from '../../testing/fake-media-node.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import type { TestSocket } from '../../testing/test-socket.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer();
const rtpCapabilities = { codecs: [] };
const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256', value: '00' }] };

const nodes: FakeMediaNode[] = [];
const openNode = async (options: { url?: string; nodeId?: string } = {}) => {
  const node = await FakeMediaNode.open({ url: server.url, ...options });
  nodes.push(node);
  return node;
};
afterEach(async () => {
  for (const node of nodes.splice(0)) node.hangUp();
  await waitUntil(async () => (await readMedia()) === 'degraded', 'the server still counts a node');
});
const readMedia = async (url = server.url) =>
  ((await (await fetch(`${url}/readyz`)).json()) as { parts: { media: string } }).parts.media;

type Person = { who: SignedIn; socket: TestSocket; tabId: TabId };
type JoinOptions = { showId: ShowId; door: 'studio' | 'room'; url?: string; tabId?: TabId };

async function join(who: SignedIn, { door, showId, tabId = crypto.randomUUID() as TabId, url }: JoinOptions) {
  const socket = await (url ? await server.signInAgain(who, url) : who).connect();
  const welcome = await socket.send(shows.joinShow, {
    showId,
    tabId,
    door,
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  return { who, socket, tabId, welcome };
}

/** A live show with its host in the studio and a guest in the room. */
async function openShow(state: 'scheduled' | 'live' = 'live') {
  const host = await server.signIn('host');
  const guest = await server.signIn('shopkeeper');
  const { showId } = await givenShow(server.db, {
    state,
    hostId: host.member.accountId,
    guestIds: [guest.member.accountId],
  });
  return {
    showId,
    studio: await join(host, { showId, door: 'studio' }),
    room: await join(guest, { showId, door: 'room' }),
  };
}

const peerIdOf = ({ tabId, who }: Person, showId: ShowId, kind: 'pub' | 'sub') =>
  `${showId}:${who.member.accountId}:${tabId}:${kind}` as mediaNode.PeerId;

/** The host publishes; settles when viewers know. */
async function publish(node: FakeMediaNode, showId: ShowId, studio: Person) {
  await studio.socket.send(signaling.openPublish, { showId });
  await node.publish(showId, peerIdOf(studio, showId, 'pub'));
}

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

describe('rights', () => {
  const acts = {
    publish: ({ socket }: Person, showId: ShowId) => socket.send(signaling.openPublish, { showId }),
    publishFile: ({ socket }: Person, showId: ShowId) => socket.send(signaling.publishFile, { showId, file: 'a.mp4' }),
    produce: ({ socket }: Person, showId: ShowId) =>
      socket.send(signaling.produceTrack, {
        showId,
        transportId: crypto.randomUUID(),
        kind: 'video',
        source: 'camera',
        rtpParameters: { codecs: [{ mimeType: 'video/H264', payloadType: 101, clockRate: 90_000 }] },
      }),
    watch: ({ socket }: Person, showId: ShowId) => socket.send(signaling.watch, { showId, rtpCapabilities }),
    connect: ({ socket }: Person, showId: ShowId, transportId = crypto.randomUUID() as string) =>
      socket.send(signaling.connectTransport, { showId, transportId, dtlsParameters }),
    restartIce: ({ socket }: Person, showId: ShowId, transportId = crypto.randomUUID() as string) =>
      socket.send(signaling.restartIce, { showId, transportId }),
    stop: ({ socket }: Person, showId: ShowId) => socket.send(signaling.stopMedia, { showId }),
  };
  const codeOf = (act: Promise<unknown>) =>
    act.then(
      () => 'ok',
      (error: { code: string }) => error.code,
    );
  type Act = keyof typeof acts;
  type Place = 'stage' | 'older studio' | 'room' | 'not joined';
  const table: [Role, Place, Record<Act, string>][] = [
    [
      'host',
      'stage',
      {
        publish: 'ok',
        publishFile: 'request.not_found',
        produce: 'media.transport_gone',
        watch: 'ok',
        connect: 'media.transport_gone',
        restartIce: 'media.transport_gone',
        stop: 'ok',
      },
    ],
    [
      'host',
      'older studio',
      {
        publish: 'shows.stage_taken',
        publishFile: 'request.not_found',
        produce: 'shows.stage_taken',
        watch: 'ok',
        connect: 'media.transport_gone',
        restartIce: 'media.transport_gone',
        stop: 'ok',
      },
    ],
    [
      'operator',
      'room',
      {
        publish: 'shows.stage_taken',
        publishFile: 'request.not_found',
        produce: 'shows.stage_taken',
        watch: 'ok',
        connect: 'media.transport_gone',
        restartIce: 'media.transport_gone',
        stop: 'ok',
      },
    ],
    [
      'shopkeeper',
      'room',
      {
        publish: 'accounts.not_allowed',
        publishFile: 'accounts.not_allowed',
        produce: 'accounts.not_allowed',
        watch: 'ok',
        connect: 'media.transport_gone',
        restartIce: 'media.transport_gone',
        stop: 'ok',
      },
    ],
    [
      'shopkeeper',
      'not joined',
      {
        publish: 'accounts.not_allowed',
        publishFile: 'accounts.not_allowed',
        produce: 'accounts.not_allowed',
        watch: 'shows.not_joined',
        connect: 'shows.not_joined',
        restartIce: 'shows.not_joined',
        stop: 'shows.not_joined',
      },
    ],
    [
      'host',
      'not joined',
      {
        publish: 'shows.not_joined',
        publishFile: 'request.not_found',
        produce: 'shows.not_joined',
        watch: 'shows.not_joined',
        connect: 'shows.not_joined',
        restartIce: 'shows.not_joined',
        stop: 'shows.not_joined',
      },
    ],
  ];

  test.each(table)('%s, %s', async (role, place, expected) => {
    const node = await openNode();
    const { room, showId, studio } = await openShow();
    await publish(node, showId, studio);
    const operator = await server.signIn('operator');
    const people: Record<Place, () => Promise<Person>> = {
      stage: async () => studio,
      'older studio': async () => {
        await join(operator, { showId, door: 'studio' });
        return studio;
      },
      room: async () => (role === 'shopkeeper' ? room : join(operator, { showId, door: 'room' })),
      'not joined': async () => ({ ...studio, socket: await (role === 'host' ? studio : room).who.connect() }),
    };
    const person = await people[place]();
    const codes: Record<string, string> = {};
    for (const [name, act] of Object.entries(acts)) codes[name] = await codeOf(act(person, showId));

    expect(codes).toEqual(expected);
  });

  test('a tab cannot use the transport of another', async () => {
    const node = await openNode();
    const { room, showId, studio } = await openShow();
    const { transport } = await studio.socket.send(signaling.openPublish, { showId });
    await node.publish(showId, peerIdOf(studio, showId, 'pub'));
    await room.socket.send(signaling.watch, { showId, rtpCapabilities });

    expect(await codeOf(acts.connect(room, showId, transport.id))).toBe('media.transport_gone');
    expect(await codeOf(acts.restartIce(room, showId, transport.id))).toBe('media.transport_gone');
    expect(await codeOf(acts.connect(studio, showId, transport.id))).toBe('ok');
    expect(await codeOf(acts.restartIce(studio, showId, transport.id))).toBe('ok');
  });

  test.each(['draft', 'postponed', 'cancelled'] as const)('nobody publishes into a show that is %s', async (state) => {
    await openNode();
    const { showId, studio } = await openShow();
    await server.db.updateTable('shows').set({ state }).where('id', '=', showId).execute();

    expect(await codeOf(acts.publish(studio, showId))).toBe('shows.wrong_state');
  });
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
