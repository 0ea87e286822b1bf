import { shows } from '@shoal/contract';
import { expect, test } from 'vitest';
import { useTestServer } from '../testing/test-server.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { SlowSockets } from './slow-sockets.ts';
import { accountRoom } from './socket-rooms.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

const countSlow = async () => {
  const { values } = (await server.ground.metrics.registry.getSingleMetric('shoal_slow_closed_total')?.get()) ?? {};
  return values?.[0]?.value ?? 0;
};

/** Makes it look as if the kernel took nothing more of what is sent to this account. */
function hold(accountId: string, bytes: number): void {
  for (const socket of server.ground.io.sockets.sockets.values()) {
    if (socket.data.member.accountId !== accountId) continue;
    const { _socket } = (socket.conn.transport as unknown as { socket: { _socket: object } }).socket;
    Object.defineProperty(_socket, 'writableLength', { configurable: true, get: () => bytes });
  }
}

test.each([
  ['for whom more than 1 MiB waits', 1024 * 1024 + 1, 0],
  ['whose queue was not empty for 10 s', 1, 10_001],
])('[CL5] a client %s is told so and closed, and nobody else is', async (_who, bytes, afterMs) => {
  const [slow, quick] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  const [slowSocket, quickSocket] = [await slow.connect(), await quick.connect()];
  const before = await countSlow();
  const watch = SlowSockets.open(server.ground.io);
  hold(slow.member.accountId, bytes);

  for (let tick = 0; tick < 4; tick += 1) watch.check(1);
  if (afterMs > 0) expect(slowSocket.isConnected).toBe(true);
  watch.check(1 + afterMs);
  watch.close();

  await waitUntil(() => !slowSocket.isConnected, 'the slow socket stayed open');
  expect(slowSocket.received(shows.sessionClosed)).toEqual([{ reason: 'too_slow' }]);
  expect(quickSocket.isConnected).toBe(true);
  expect(await countSlow()).toBe(before + 1);
  server.ground.broadcaster.send(accountRoom(quick.member.accountId), shows.sessionClosed, { reason: 'removed' });
  await quickSocket.waitFor(shows.sessionClosed);
  quickSocket.close();
});
