import {
  type AccountId,
  type IdempotencyKey,
  mediaNode,
  PROTOCOL_VERSION,
  replays,
  type ShareCode,
  type ShowId,
  shows,
  signaling,
  type TabId,
} from '@shoal/contract';
import { afterEach, expect, test } from 'vitest';
import { FakeMediaNode } from '../../testing/fake-media-node.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { hangUpAll } from '../../testing/use-stage.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { createEdgeGrants } from './edge-grant.ts';

const server = useTestServer();
const EDGE_URL = 'http://192.0.2.7:40099';
const nodes: FakeMediaNode[] = [];
afterEach(() => hangUpAll(server, nodes));

async function goLive(liveEdgeUrl?: string) {
  const node = await FakeMediaNode.open({ url: server.url, ...(liveEdgeUrl && { liveEdgeUrl }) });
  nodes.push(node);
  const host = await server.signIn('host');
  const guest = await server.signIn('shopkeeper');
  const { member } = guest;
  const given = { state: 'scheduled', hostId: host.member.accountId, guestIds: [member.accountId] } as const;
  const { showId } = await givenShow(server.db, given);
  const [tabId, socket] = [crypto.randomUUID() as TabId, await host.connect()];
  const position = { protocol: PROTOCOL_VERSION, position: null };
  const { hlsPath } = await socket.send(shows.joinShow, { showId, tabId, door: 'studio', ...position });
  await socket.send(signaling.openPublish, { showId });
  await node.publish(showId, `${showId}:${host.member.accountId}:${tabId}:pub` as mediaNode.PeerId);
  await socket.send(shows.goLive, { showId, idempotencyKey: crypto.randomUUID() as IdempotencyKey });
  await waitUntil(() => node.callsOf(mediaNode.startRecording).length > 0, 'the recorder was not started');
  const room = await guest.connect();
  const joined = await room.send(shows.joinShow, {
    showId,
    tabId: crypto.randomUUID() as TabId,
    door: 'room',
    ...position,
  });
  return { node, host, guest, showId, socket, hlsPath, guestPath: joined.hlsPath };
}

const ask = async (path: string) => {
  const answer = await fetch(`${server.url}${path.replace('live.m3u8', 'edge')}`);
  return answer.ok ? replays.LiveEdge.parse(await answer.json()).url : answer.status;
};

test('a live show names the edge of its node, with a grant for the viewer who asks', async () => {
  const { guest, guestPath, showId } = await goLive(EDGE_URL);
  const url = String(await ask(guestPath));
  const viewer = `a${guest.member.accountId.replaceAll('-', '')}`;
  expect(url).toMatch(new RegExp(`^${EDGE_URL}/edge/1\\.[0-9a-z]+\\.${viewer}\\.[\\w-]{24}/${showId}/live\\.m3u8$`));
  const page = await fetch(`${server.url}/`);
  expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ws://`);
  expect(page.headers.get('content-security-policy')).toContain(EDGE_URL);
});

test('there is no edge when the node has none, nor after the show', async () => {
  const without = await goLive();
  expect(await ask(without.guestPath)).toBeNull();
  const { guestPath, showId, socket } = await goLive(EDGE_URL);
  await socket.send(shows.endShow, { showId, idempotencyKey: crypto.randomUUID() as IdempotencyKey });
  await waitUntil(async () => (await ask(guestPath)) === null, 'the edge is still named');
});

test('who loses a show loses its edge on the node within two seconds, and gets no other', async () => {
  const { guest, guestPath, host, node, showId } = await goLive(EDGE_URL);
  expect(await ask(guestPath)).toContain(EDGE_URL);
  const { accountId } = guest.member;
  await host.call(shows.removeGuest, { showId, accountId });
  const viewer = `a${accountId.replaceAll('-', '')}`;
  const isHers = (call: unknown) => mediaNode.revokeEdge.input.parse(call).viewer === viewer;
  const revoked = await waitUntil(
    () => node.callsOf(mediaNode.revokeEdge).find(isHers),
    'the node was not told',
    2_000,
  );
  expect(revoked).toMatchObject({ showId });
  await waitUntil(async () => (await ask(guestPath)) === 403, 'she may still ask', 2_500);
});

test('why an edge was lost is counted', async () => {
  const { guestPath } = await goLive(EDGE_URL);
  await ask(`${guestPath}?lost=stalled`);
  await ask(`${guestPath}?lost=nonsense`);
  const counted = await server.ground.metrics.registry.metrics();
  expect(counted).toContain('shoal_live_edge_lost_total{reason="stalled"} 1');
  expect(counted).not.toContain('nonsense');
});

test('createEdgeGrants() makes what media nodes read', () => {
  const mint = createEdgeGrants('a-secret-that-only-the-tests-know-about');
  const showId = '0199a0b2-0000-7000-8000-000000000001' as ShowId;
  const nowMs = Date.parse('2026-03-01T10:00:00Z');
  const accountId = '77777777-7777-7777-7777-777777777777' as AccountId;
  // The same two stand in the media node's test.
  expect(mint(showId, { kind: 'account', accountId }, nowMs)).toBe(
    '1.tb7t40.a77777777777777777777777777777777.TvzezIuoRp-kKMdqEKrWtwVB',
  );
  expect(mint(showId, { kind: 'share', code: 'aZ09aZ09aZ09aZ' as ShareCode }, nowMs)).toBe(
    '1.tb7t40.saZ09aZ09aZ09aZ.4uiBzUWTxV_14ETtnHlNsQF9',
  );
});
