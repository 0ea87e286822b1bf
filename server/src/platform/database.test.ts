import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openTestDatabase } from '../testing/test-database.ts';
import { createDb, openPool } from './database.ts';
import { silentLog } from './log.ts';
import { toRefusal } from './refusal.ts';

/** A pool whose connections can be cut, or freeze, as by a network that fails or a database that is killed or stopped. */
async function openCuttablePool(more: { lostAfterMs?: number } = {}) {
  const { databaseUrl, drop } = await openTestDatabase();
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const relay = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on('error', () => {});
    }
    socket.pipe(onward).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const { port: relayPort } = relay.address() as AddressInfo; // It listens on TCP.
  const pool = openPool({
    databaseUrl: Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(relayPort) }).href,
    databasePoolSize: 2,
    ...more,
  });
  pool.on('error', () => {}); // Of connections that idle; who opens a pool listens to them.
  const db = createDb(pool);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const freeze = () => {
    for (const socket of sockets) socket.unpipe().pause();
  };
  onTestFinished(async () => {
    await db.destroy();
    cut();
    relay.close();
    await drop();
  });
  return { db, cut, freeze };
}

test('a connection that is lost under a statement refuses that alone, and the next one is served', async () => {
  const { cut, db } = await openCuttablePool();
  const running = sql`select pg_sleep(4)`.execute(db);
  const waiting = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    cut(); // Also the connection of this transaction, in which nothing runs.
    await sql`select 1`.execute(tx);
  });

  const lost = await Promise.allSettled([running, waiting]);
  const refused = lost.map((one) => one.status === 'rejected' && toRefusal(one.reason, silentLog, {}).code);
  expect(refused).toEqual(['server.unavailable', 'server.unavailable']);
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test('a connection that falls silent under a statement refuses that alone, and the next one is served', async () => {
  const { db, freeze } = await openCuttablePool({ lostAfterMs: 1_500 });
  const waiting = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    freeze(); // The answer never comes, nor does an end.
    await sql`select 1`.execute(tx);
  });

  const refusal = await waiting.catch((error: unknown) => toRefusal(error, silentLog, {}).code);
  expect(refusal).toBe('server.unavailable');
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});
