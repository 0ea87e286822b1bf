import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { accounts, shows } from '@shoal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from '../testing/free-port.ts';
import { useTestServer } from '../testing/test-server.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { accountRoom } from './socket-rooms.ts';

const { TEST_REDIS_URL = '' } = process.env;

const port = await findFreePort();

async function startRedis(): Promise<ChildProcess> {
  const redis = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  );
  await waitUntil(() => canConnect(), 'Redis did not start');
  return redis;
}

const canConnect = () =>
  new Promise<boolean>((resolve) => {
    const probe = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    probe.on('connect', () => probe.destroy());
  });

async function stop(redis: ChildProcess): Promise<void> {
  if (redis.signalCode !== null) return;
  const ended = once(redis, 'exit');
  redis.kill('SIGKILL');
  await ended;
}

describe.runIf(TEST_REDIS_URL)('while Redis is away', () => {
  let redis: ChildProcess;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => stop(redis));
  const server = useTestServer({ env: { REDIS_URL: `redis://127.0.0.1:${port}`, LOG_LEVEL: 'silent' } });

  test('a server keeps serving and reaches its own sockets, and is whole again afterwards', async () => {
    const host = await server.signIn('host');
    const socket = await host.connect();
    await stop(redis);

    expect((await host.call(accounts.getMe, {})).accountId).toBe(host.member.accountId);
    await host.call(accounts.signOut, {});
    await waitUntil(() => !socket.isConnected, 'the socket stayed open', 2_000);
    expect(socket.received(shows.sessionClosed)).toEqual([{ reason: 'signed_out' }]);
    const another = await (await server.signIn('host')).connect();
    expect(another.isConnected).toBe(true);
    const ready = await (await fetch(`${server.url}/readyz`)).json();
    expect(ready).toMatchObject({ parts: { redis: 'degraded' } });

    redis = await startRedis();
    await waitUntil(
      async () => (await fetch(`${server.url}/readyz`).then((response) => response.text())).includes('"redis":"ok"'),
      'Redis is not back',
      15_000,
    );
    server.ground.broadcaster.send(accountRoom(host.member.accountId), shows.sessionClosed, { reason: 'signed_out' });
    another.close();
  });
});
