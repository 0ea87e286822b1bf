import { log, PROTOCOL_VERSION, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../platform/new-id.ts';
import { sessionCookieName } from '../platform/session-cookie.ts';
import { givenSession } from '../testing/given.ts';
import { givenShow } from '../testing/given-show.ts';
import { useTestServer } from '../testing/test-server.ts';
import { waitUntil } from '../testing/wait-until.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

const readFigure = async (name: string, labels: Record<string, string>) => {
  const { values = [] } = (await server.ground.metrics.registry.getSingleMetric(name)?.get()) ?? {};
  const isIt = (found: object) => Object.entries(labels).every(([label, value]) => Reflect.get(found, label) === value);
  return values.find((one) => isIt(one.labels))?.value ?? 0;
};
const rises = async (name: string, labels: Record<string, string>, before: number) =>
  waitUntil(async () => (await readFigure(name, labels)) > before, `${name} did not rise`);

/** A browser on the wire that answers nothing by itself. */
function dial(cookie: string): WebSocket {
  const headers = { cookie, origin: 'http://shoal.test' };
  const url = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers } as unknown as string[]); // Node takes options where browsers take protocols.
  socket.addEventListener('message', ({ data }) => String(data).startsWith('0') && socket.send('40'));
  return socket;
}

test('connects are counted by their result', async () => {
  const accepted = await readFigure('shoal_connects_total', { result: 'accepted' });
  const socket = await (await server.signIn('shopkeeper')).connect();
  expect(await readFigure('shoal_connects_total', { result: 'accepted' })).toBe(accepted + 1);
  socket.close();

  const refused = await readFigure('shoal_connects_total', { result: 'accounts.signed_out' });
  const stranger = dial('');
  await rises('shoal_connects_total', { result: 'accounts.signed_out' }, refused);
  stranger.close();
});

test('[CL5] a frozen client that is closed by the ping time-out is counted by that reason', async () => {
  const { opts } = server.ground.io.engine as unknown as { opts: { pingInterval: number; pingTimeout: number } };
  const usual = { ...opts };
  Object.assign(opts, { pingInterval: 50, pingTimeout: 50 });
  const before = await readFigure('shoal_disconnects_total', { reason: 'ping_timeout' });
  const { member } = await server.signIn('shopkeeper');
  const { token } = await givenSession(server.db, server.clock.now, member);

  const frozen = dial(`${sessionCookieName(false)}=${token}`);

  await rises('shoal_disconnects_total', { reason: 'ping_timeout' }, before);
  Object.assign(opts, { pingInterval: usual.pingInterval, pingTimeout: usual.pingTimeout });
  frozen.close();
});

test('[RS1] what clients are given of a log is counted by kind', async () => {
  const host = await server.signIn('host');
  const keeper = await server.signIn('shopkeeper');
  const guestIds = [keeper.member.accountId];
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
  const before = await readFigure('shoal_resumes_total', { kind: 'newcomer', from: 'memory' });
  const socket = await keeper.connect();

  const asked = { showId, door: 'room', tabId: newId<TabId>(), protocol: PROTOCOL_VERSION } as const;
  await socket.send(shows.joinShow, { ...asked, position: null });

  expect(await readFigure('shoal_resumes_total', { kind: 'newcomer', from: 'memory' })).toBe(before + 1);
  const resets = await readFigure('shoal_resumes_total', { kind: 'reset', from: 'memory' });
  await socket.send(shows.joinShow, { ...asked, position: { epoch: 'another', seq: 3 } });
  expect(await readFigure('shoal_resumes_total', { kind: 'reset', from: 'memory' })).toBe(resets + 1);
  socket.close();
});

test('[LG4] a client that asks for entries it was not told of has noticed a gap; pages are none', async () => {
  const host = await server.signIn('host');
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId });
  const socket = await host.connect();
  const { log: tail } = await socket.send(shows.joinShow, {
    showId,
    door: 'room',
    tabId: newId<TabId>(),
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  const before = await readFigure('shoal_log_gaps_total', { by: 'client' });

  await socket.send(log.resumeLog, { showId, position: { epoch: tail.epoch, seq: 0 } });

  expect(await readFigure('shoal_log_gaps_total', { by: 'client' })).toBe(before + 1);
  socket.close();
});
