import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { accounts, mediaNode, type ShowId, shows, streamKeys } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SignedIn } from '../../testing/test-server.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { peerIdOf, publish, useStage } from '../../testing/use-stage.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer();
const { openNode, openShow } = useStage(server);

const issue = async (who: SignedIn, showId: ShowId, kind: streamKeys.StreamKeyKind = 'publish') =>
  (await who.call(streamKeys.issueStreamKey, { showId, kind })).secret;
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const SDP = { 'content-type': 'application/sdp' };
const FRAGMENT = { 'content-type': 'application/trickle-ice-sdpfrag' };

/** As an encoder or player would: no cookie, no page of ours. */
const send = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);
const offer = (showId: ShowId, secret: string, { body = 'v=0', door = 'whip' } = {}) =>
  send(`/${door}/${showId}`, { method: 'POST', body, headers: { ...SDP, ...bearer(secret) } });
const locationOf = (response: Response) => response.headers.get('location') ?? '';

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as { title: string; status: number; detail: string };
  expect(problem.status).toBe(response.status);
  expect(problem.detail).not.toMatch(/\bat .+:\d+/);
  return `${problem.status} ${problem.title}`;
}

test('an encoder with the key takes the stage, names its session, and ends it', async () => {
  const node = await openNode();
  const { room, showId, studio } = await openShow('scheduled');
  const secret = await issue(studio.who, showId);

  const response = await offer(showId, secret);
  const streaming = await room.socket.waitFor(shows.stageChanged, ({ stage }) => stage.status === 'streaming');

  expect(response.status).toBe(201);
  expect(response.headers.get('content-type')).toMatch(/^application\/sdp/);
  expect(await response.text()).toBe('v=0\r\n');
  expect(locationOf(response)).toMatch(new RegExp(`^/whip/${showId}/[0-9a-f-]{36}$`));
  expect(response.headers.get('etag')).toBe('"first"');
  expect(response.headers.get('accept-patch')).toBe('application/trickle-ice-sdpfrag');
  expect(streaming.stage.isFromEncoder).toBe(true);
  expect((await studio.who.call(streamKeys.listStreamKeys, { showId })).keys).toMatchObject([
    { kind: 'publish', clients: 1 },
    { kind: 'play', clients: 0, issuedAt: null },
  ]);

  const ended = await send(locationOf(response), { method: 'DELETE', headers: bearer(secret) });
  expect(ended.status).toBe(200);
  expect(node.peers.size).toBe(0);
  const again = await send(locationOf(response), { method: 'DELETE', headers: bearer(secret) });
  expect(await problemOf(again)).toBe('404 request.not_found');
});

test('candidates are taken silently, a restart is answered, and the ICE session must be named right', async () => {
  await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  const session = locationOf(await offer(showId, secret));
  const patch = (headers: Record<string, string>, body = 'a=candidate') =>
    send(session, { method: 'PATCH', body, headers: { ...bearer(secret), ...FRAGMENT, ...headers } });

  const candidates = await patch({ 'if-match': '"first"' });
  expect([candidates.status, candidates.headers.get('etag'), await candidates.text()]).toEqual([204, null, '']);
  const restarted = await patch({ 'if-match': '*' }, 'restart');
  expect([restarted.status, restarted.headers.get('etag')]).toEqual([200, '"firstr"']);
  expect(restarted.headers.get('content-type')).toMatch(/^application\/trickle-ice-sdpfrag/);
  expect(await restarted.text()).toContain('a=ice-ufrag:fresh');

  expect(await problemOf(await patch({ 'if-match': '"first"' }))).toBe('412 media.ice_changed');
  expect(await problemOf(await patch({ 'if-match': 'W/"firstr"' }))).toBe('412 media.ice_changed');
  expect(await problemOf(await patch({}))).toBe('428 media.ice_unnamed');
  expect(await problemOf(await patch({ 'if-match': '*', ...SDP }))).toBe('415 request.unsupported_type');
});

test('a player is served while something is on the stage, else it is told when to come again', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId, 'play');

  const early = await offer(showId, secret, { door: 'whep' });
  expect(await problemOf(early)).toBe('409 media.not_streaming');
  expect(early.headers.get('retry-after')).toBe('2');

  await publish(node, showId, studio);
  const served = await offer(showId, secret, { door: 'whep' });
  expect([served.status, locationOf(served).startsWith(`/whep/${showId}/`)]).toEqual([201, true]);
  node.maxPeers = 0;
  expect(await problemOf(await offer(showId, secret, { door: 'whep' }))).toBe('503 media.full');
});

test('no key, a wrong one, the other kind’s, and an unknown show look alike', async () => {
  await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  const refused = '401 media.key_refused';

  for (const headers of [{}, bearer(`${secret}x`), bearer('x'.repeat(300)), { authorization: `Basic ${secret}` }]) {
    const response = await send(`/whip/${showId}`, { method: 'POST', body: 'v=0', headers: { ...SDP, ...headers } });
    expect(await problemOf(response)).toBe(refused);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect(await problemOf(await offer(showId, secret, { door: 'whep' }))).toBe(refused);
  expect(await problemOf(await offer(crypto.randomUUID() as ShowId, secret))).toBe(refused);
  expect(await problemOf(await offer('no-show' as ShowId, secret))).toBe('404 request.not_found');
});

test('what is no offer is refused by type, size, content, and the state of the show', async () => {
  await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  const post = (body: string, headers = SDP) =>
    send(`/whip/${showId}`, { method: 'POST', body, headers: { ...headers, ...bearer(secret) } });

  expect(await problemOf(await post('{}', { 'content-type': 'application/json' }))).toBe(
    '415 request.unsupported_type',
  );
  expect(await problemOf(await post(`v=0${'x'.repeat(70_000)}`))).toBe('413 request.too_large');
  expect(await problemOf(await post('hello'))).toBe('400 request.invalid');
  expect(await problemOf(await post(''))).toBe('400 request.invalid');
  expect(await problemOf(await post('v=0 no-codec'))).toBe('422 media.incompatible');

  await studio.socket.send(shows.endShow, { showId, idempotencyKey: crypto.randomUUID() as never });
  expect(await problemOf(await offer(showId, secret))).toBe('409 shows.wrong_state');
  await expect(issue(studio.who, showId)).rejects.toMatchObject({ code: 'shows.wrong_state' });
});

test('every method that an address does not know is 405, and told which it knows', async () => {
  const { showId } = await openShow();
  const answerOf = async (path: string, method: string) => {
    const response = await send(path, { method });
    const code = method === 'HEAD' ? `${response.status}` : await problemOf(response);
    return [method, code, response.headers.get('allow')];
  };
  const refused = '405 request.wrong_method';
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
    expect(await answerOf(`/whip/${showId}`, method)).toEqual([method, refused, 'POST, OPTIONS']);
  for (const method of ['GET', 'PUT', 'POST'])
    expect(await answerOf(`/whep/${showId}/x`, method)).toEqual([method, refused, 'PATCH, DELETE, OPTIONS']);
  expect(await answerOf(`/whip/${showId}`, 'HEAD')).toEqual(['HEAD', '405', 'POST, OPTIONS']);
  expect(await problemOf(await send(`/whip/${showId}/x/y`))).toBe('404 request.not_found');
});

test('a page of any origin may come, and may read where its session is', async () => {
  const { showId } = await openShow();
  const asked = await send(`/whip/${showId}`, {
    method: 'OPTIONS',
    headers: { origin: 'https://player.example', 'access-control-request-method': 'POST' },
  });

  expect(asked.status).toBe(200);
  expect(asked.headers.get('access-control-allow-origin')).toBe('*');
  expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH');
  expect(asked.headers.get('access-control-allow-headers')).toContain('If-Match');
  expect(asked.headers.get('access-control-expose-headers')).toContain('Location');
  expect(asked.headers.get('accept-post')).toBe('application/sdp');
  expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
});

test('a key that is taken back, or issued anew, closes what came by it and lets nobody in again', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const first = await issue(studio.who, showId);
  await offer(showId, first);
  expect(node.peers.size).toBe(1);

  const second = await issue(studio.who, showId);
  expect(node.peers.size).toBe(0);
  expect(await problemOf(await offer(showId, first))).toBe('401 media.key_refused');
  expect((await offer(showId, second)).status).toBe(201);

  await studio.who.call(streamKeys.revokeStreamKey, { showId, kind: 'publish' });
  await studio.who.call(streamKeys.revokeStreamKey, { showId, kind: 'publish' });
  expect(node.peers.size).toBe(0);
  expect(await problemOf(await offer(showId, second))).toBe('401 media.key_refused');
});

test('a key that is taken back while an offer comes slowly opens nothing', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  const { hostname, port } = new URL(server.url);
  const slow = request({
    ...{ hostname, port, path: `/whip/${showId}`, method: 'POST' },
    headers: { ...SDP, ...bearer(secret), 'content-length': 3 },
  });
  const answered = once(slow, 'response') as Promise<[IncomingMessage]>;
  slow.write('v=');
  const first = { name: 'whip-offers', points: 1, windowSeconds: 60 };
  const hasCome = () =>
    server.ground.limits.check(first, showId).then(
      () => false,
      () => true,
    );
  await waitUntil(hasCome, 'the offer did not come');

  await studio.who.call(streamKeys.revokeStreamKey, { showId, kind: 'publish' });
  slow.end('0');

  expect((await answered)[0].statusCode).toBe(401);
  expect(node.callsOf(mediaNode.publishOffer)).toEqual([]);
});

test('a key that is taken back while the node opens what it offered closes that again', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  node.beforeAnswer = async (name) => {
    if (name !== mediaNode.publishOffer.name) return;
    await server.db.deleteFrom('streamKeys').execute(); // By another server, which knows of nothing to close.
  };

  expect(await problemOf(await offer(showId, secret))).toBe('401 media.key_refused');
  expect(node.peers.size).toBe(0);
});

test('keys stored are hashes, and go with the rights of who issued them', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const operator = await server.signIn('operator');
  const secret = await issue(studio.who, showId);
  await offer(showId, secret);
  const [stored] = await server.db.selectFrom('streamKeys').selectAll().execute();
  expect(stored?.hash.toString('hex')).not.toContain(Buffer.from(secret).toString('hex'));

  await operator.call(accounts.updateAccount, { accountId: studio.who.member.accountId, isRemoved: true });

  await waitUntil(() => node.peers.size === 0, 'the encoder is still there');
  expect(await problemOf(await offer(showId, secret))).toBe('401 media.key_refused');
});

test('a host who signs out of her browser does not stop her encoder', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  const other = await server.signInAgain(studio.who);
  await offer(showId, secret);

  await other.call(accounts.signOut, {});

  expect([...node.peers.keys()].filter((peerId) => peerId.includes(':whip:'))).toHaveLength(1);
});

test('a key that was taken back while its node was away counts as soon as the node is there', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  await offer(showId, secret);
  await waitUntil(() => node.stages.get(showId)?.publisher !== null, 'the encoder is not on the stage yet');
  node.hangUp();
  await studio.who.call(streamKeys.revokeStreamKey, { showId, kind: 'publish' });
  expect(node.peers.size).toBe(1);

  await node.dial(server.url);

  await waitUntil(() => node.peers.size === 0, 'the encoder is still there');
});

test('an encoder keeps its session over a restart of the node’s line', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  const session = locationOf(await offer(showId, secret));
  node.hangUp();
  await node.dial(server.url);

  const headers = { ...bearer(secret), ...FRAGMENT, 'if-match': '"first"' };
  const patched = await send(session, { method: 'PATCH', body: 'a=candidate', headers });

  expect(patched.status).toBe(204);
});

test('[SG6] a studio whose stage an encoder took is told, so that the two do not fight', async () => {
  const node = await openNode();
  const { showId, studio } = await openShow();
  await publish(node, showId, studio);
  const secret = await issue(studio.who, showId);
  await offer(showId, secret);

  const peerId = peerIdOf(studio, showId, 'pub');
  await node.report(mediaNode.peerClosed, { showId, peerId, transportId: null, reason: 'taken_over' });

  const told = await studio.socket.waitFor(shows.sendingStopped, () => true);
  expect(told).toEqual({ showId, reason: 'taken_over' });
});

test('players go to another node when the origin is full', async () => {
  const origin = await openNode({ nodeId: 'origin' });
  const { showId, studio } = await openShow();
  await publish(origin, showId, studio);
  const secret = await issue(studio.who, showId, 'play');
  const edge = await openNode({ nodeId: 'edge' });
  origin.maxPeers = 0;

  expect((await offer(showId, secret, { door: 'whep' })).status).toBe(201);
  expect(edge.callsOf(mediaNode.playOffer)).toHaveLength(1);
});

test('who guesses keys is slowed down, and so is who comes again and again', async () => {
  await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId);
  const codes = new Set<string>();
  for (let at = 0; at < 22; at += 1) codes.add(await problemOf(await offer(showId, `wrong${at}`)));
  expect([...codes]).toEqual(['401 media.key_refused', '429 request.rate_limited']);

  await server.ground.limits.forgive({ name: 'stream-key-failures', points: 20, windowSeconds: 60 }, '127.0.0.1');
  const statuses = new Set<number>();
  for (let at = 0; at < 22; at += 1) statuses.add((await offer(showId, secret)).status);
  expect([...statuses]).toEqual([201, 429]);
  await server.ground.limits.forgive({ name: 'stream-key-failures', points: 20, windowSeconds: 60 }, '127.0.0.1');
});

test('any path, header and body below the doors answers a problem, never a bug', async () => {
  await openNode();
  const { showId, studio } = await openShow();
  const secret = await issue(studio.who, showId, 'play');
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE');
  const piece = fc.oneof(
    fc.constant(showId as string),
    fc.webSegment(),
    fc.constantFrom('%00', '%2f', '~', '%e9', '%25'),
  );
  const header = fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[^\x21-\x7e]/g, '') || 'x');
  const property = fc.asyncProperty(
    method,
    fc.constantFrom('whip', 'whep'),
    fc.array(piece, { maxLength: 3 }),
    fc.record({ 'if-match': header, 'content-type': fc.oneof(header, fc.constant('application/sdp')) }),
    fc.string({ maxLength: 200 }),
    async (verb, door, pieces, headers, body) => {
      const response = await send(`/${door}/${pieces.join('/')}`, {
        method: verb,
        headers: { ...headers, ...bearer(secret) },
        ...(verb !== 'GET' && { body }),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      await problemOf(response);
      await server.ground.limits.forgive({ name: 'stream-key-failures', points: 20, windowSeconds: 60 }, '127.0.0.1');
    },
  );
  await fc.assert(property, { numRuns: 150 });
});
