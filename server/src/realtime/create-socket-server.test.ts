import { type AccountId, accounts, shows } from '@shoal/contract';
import { expect, test } from 'vitest';
import { useTestServer } from '../testing/test-server.ts';
import { connectTestSocket, type TestSocket } from '../testing/test-socket.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { accountRoom } from './socket-rooms.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

const isClosed = (socket: TestSocket) => waitUntil(() => !socket.isConnected, 'the socket stayed open', 2_000);

test('a socket without a session is refused, and so is one whose session ended', async () => {
  await expect(connectTestSocket({ origin: server.url, cookie: '' })).rejects.toThrow('accounts.signed_out');

  const host = await server.signIn('host');
  await host.call(accounts.signOut, {});

  const { cookie } = await server.signInAgain(host);
  const old = connectTestSocket({ origin: server.url, cookie: cookie.replace(/.{5}$/, 'AAAAA') });
  await expect(old).rejects.toThrow('accounts.signed_out');
});

test.each(['websocket', 'polling'] as const)('a page of another origin cannot open a %s', async (transport) => {
  const { cookie } = await server.signIn('host');
  const { host, port } = new URL(server.url);
  const foreign = [
    'https://evil.test',
    'null',
    `http://${host}.evil.test`,
    `http://evil-${host}`,
    `https://${host}`,
    `http://127.0.0.1:${Number(port) + 1}`,
    `http://127.0.0.1`,
    `http://localhost:${port}`,
    'file://',
    'http://shoal.test.evil.test',
    'http://sub.shoal.test',
    '',
  ];
  for (const origin of foreign) {
    const opening = connectTestSocket({
      origin: server.url,
      cookie,
      options: { transports: [transport], extraHeaders: { origin, cookie } },
    });
    await expect(opening, origin).rejects.toThrow();
  }
  const without = connectTestSocket({
    origin: server.url,
    cookie,
    options: { transports: [transport], extraHeaders: { cookie } },
  });
  await expect(without, 'no origin').rejects.toThrow();
});

test.each(['websocket', 'polling'] as const)('a page of our own opens a %s', async (transport) => {
  const host = await server.signIn('host');

  const socket = await host.connect({ transports: [transport] });

  expect(socket.isConnected).toBe(true);
  socket.close();
});

test('signing out closes the sockets of that session, tells them why, and leaves the other device alone', async () => {
  const phone = await server.signIn('shopkeeper');
  const tablet = await server.signInAgain(phone);
  const [phoneSocket, tabletSocket] = [await phone.connect(), await tablet.connect()];

  await phone.call(accounts.signOut, {});

  await isClosed(phoneSocket);
  expect(phoneSocket.received(shows.sessionClosed)).toEqual([{ reason: 'signed_out' }]);
  expect(tabletSocket.isConnected).toBe(true);
  tabletSocket.close();
});

test.each([
  ['removed', { isRemoved: true }],
  ['role_changed', { role: 'host' }],
] as const)('an account that is %s loses its sockets and sessions everywhere', async (reason, change) => {
  const operator = await server.signIn('operator');
  const phone = await server.signIn('shopkeeper');
  const tablet = await server.signInAgain(phone);
  const sockets = [await phone.connect(), await tablet.connect()];

  await operator.call(accounts.updateAccount, { accountId: phone.member.accountId, ...change });

  for (const socket of sockets) {
    await isClosed(socket);
    expect(socket.received(shows.sessionClosed)).toEqual([{ reason }]);
  }
  await expect(phone.call(accounts.getMe, {})).rejects.toMatchObject({ code: 'accounts.signed_out' });
  await expect(tablet.connect()).rejects.toThrow('accounts.signed_out');
});

test('a socket whose session ended behind its back is closed within two seconds of connecting', async () => {
  const phone = await server.signIn('shopkeeper');
  const socket = await phone.connect();
  await server.db.deleteFrom('sessions').where('id', '=', phone.member.sessionId).execute();

  await isClosed(socket);
});

test('a connected socket keeps its session alive, past the idle and the absolute end', async () => {
  const host = await server.signIn('host');
  const nearEnd = new Date(server.clock.now().getTime() + 20_000);
  await server.db
    .updateTable('sessions')
    .set({ idleExpiresAt: nearEnd, expiresAt: nearEnd, lastSeenAt: new Date(nearEnd.getTime() - 1_800_000) })
    .execute();

  const socket = await host.connect();

  const session = await waitUntil(async () => {
    const row = await server.db.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
    return row.expiresAt > nearEnd && row;
  }, 'the session was not carried on');
  expect(session.idleExpiresAt.getTime() - session.lastSeenAt.getTime()).toBe(1_800_000);
  expect(session.expiresAt.getTime() - session.lastSeenAt.getTime()).toBe(15 * 60_000);
  socket.close();
});

test('the sixth socket of an account closes its first', async () => {
  const phone = await server.signIn('shopkeeper');
  const sockets: TestSocket[] = [];
  for (let n = 0; n < 6; n += 1) sockets.push(await phone.connect());

  await isClosed(sockets[0]!);
  expect(sockets[0]!.received(shows.sessionClosed)).toEqual([{ reason: 'too_many_devices' }]);
  expect(sockets.slice(1).every((socket) => socket.isConnected)).toBe(true);
  for (const socket of sockets) socket.close();
});

test('broadcasts reach the rooms they are sent to', async () => {
  const [one, other] = [await server.signIn('host'), await server.signIn('host')];
  const [oneSocket, otherSocket] = [await one.connect(), await other.connect()];

  server.ground.broadcaster.closeSockets(accountRoom(one.member.accountId as AccountId), 'not_invited');

  await isClosed(oneSocket);
  expect(oneSocket.received(shows.sessionClosed)).toEqual([{ reason: 'not_invited' }]);
  expect(otherSocket.received(shows.sessionClosed)).toEqual([]);
  otherSocket.close();
});

test('a media node gets into /node with the cluster secret, and a browser does not even with it', async () => {
  const { io } = await import('socket.io-client');
  const open = (auth: object, extraHeaders: Record<string, string> = {}) =>
    new Promise<string>((resolve) => {
      const socket = io(`${server.url}/node`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth,
        extraHeaders,
      });
      const finish = (outcome: string) => {
        socket.close();
        resolve(outcome);
      };
      socket.once('connect', () => finish('connected'));
      socket.once('connect_error', (error) => finish(error.message));
    });
  const secret = 'a-secret-that-only-the-tests-know-about';

  expect(await open({ secret })).toBe('connected');
  for (const auth of [{}, { secret: '' }, { secret: `${secret}x` }, { secret: [secret] }, { secret: null }]) {
    expect(await open(auth)).toBe('accounts.not_allowed');
  }
  expect(await open({ secret }, { origin: server.url })).toBe('accounts.not_allowed');
});
