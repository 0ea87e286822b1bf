import { createServer } from 'node:http';
import type { AddressInfo, Socket as NetSocket } from 'node:net';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { waitUntil } from '../testing/wait-until.ts';
import type { EngineConnection } from './engine-client.ts';
import { writeBroadcastsOnce } from './write-once.ts';

const NUMBERS = Array.from({ length: 400 }, (_, at) => at + 1);

let io: Server;
let url: string;
let clients: Socket[];
beforeEach(async () => {
  const http = createServer();
  io = new Server(http, { perMessageDeflate: false });
  writeBroadcastsOnce(io);
  io.on('connection', (socket) => void socket.join('room'));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`; // TCP, so not a path.
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await io.close();
});

async function follow(transports: ('polling' | 'websocket')[]) {
  const client = connect(url, { transports, forceNew: true, reconnection: false });
  clients.push(client);
  const heard: number[] = [];
  client.on('n', (n: number) => void heard.push(n));
  await waitUntil(() => client.connected, 'no connection');
  return heard;
}

/** Numbers to everybody, every third to each alone, some too large for a socket's buffer. */
function sayAll(numbers: readonly number[]): void {
  for (const n of numbers) {
    const padding = n % 50 === 0 ? 'x'.repeat(400_000) : '';
    if (n % 3 === 0) for (const socket of io.of('/').sockets.values()) socket.emit('n', n, padding);
    else io.local.to('room').emit('n', n, padding);
  }
}

test('broadcasts and what is sent to one arrive in order on sockets that poll, upgrade, lag or are new [LG3]', async () => {
  const heard = [await follow(['websocket']), await follow(['polling'])];
  sayAll(NUMBERS.slice(0, 100));
  const upgrading = await follow(['polling', 'websocket']); // In the midst of it.
  sayAll(NUMBERS.slice(100, 250));
  const late = await follow(['websocket']);
  sayAll(NUMBERS.slice(250));

  await waitUntil(() => [...heard, upgrading, late].every((one) => one.at(-1) === NUMBERS.length), 'not all arrived');
  for (const one of heard) expect(one).toEqual(NUMBERS);
  expect(upgrading).toEqual(NUMBERS.slice(100));
  expect(late).toEqual(NUMBERS.slice(250));
});

test('a broadcast to idle sockets is one buffer, written once to each', async () => {
  const heard = [await follow(['websocket']), await follow(['websocket']), await follow(['websocket'])];
  const sockets = [...io.of('/').sockets.values()];
  const writes = sockets.map(({ conn }) => {
    const tcp = (conn.transport as unknown as { socket: { _socket: { write: (bytes: Buffer) => boolean } } }).socket;
    return vi.spyOn(tcp._socket, 'write');
  });

  io.local.to('room').emit('n', 1);
  await waitUntil(() => heard.every((one) => one.length === 1), 'not all arrived');

  const buffers = writes.flatMap(({ mock }) => mock.calls.map(([bytes]) => bytes));
  expect(buffers).toHaveLength(3);
  expect(new Set(buffers).size).toBe(1);
});

test('who left a room hears no more of it, and who is excepted hears nothing', async () => {
  const [stays, leaves] = [await follow(['websocket']), await follow(['websocket'])];
  const leaver = [...io.of('/').sockets.values()][1];
  io.local.to('room').emit('n', 1);
  leaver?.leave('room');
  io.local.to('room').emit('n', 2);
  leaver?.join('room');
  io.local
    .to('room')
    .except(leaver?.id ?? '')
    .emit('n', 3);
  io.local.to('room').emit('n', 4);

  await waitUntil(() => stays.at(-1) === 4 && leaves.at(-1) === 4, 'not all arrived');
  expect(stays).toEqual([1, 2, 3, 4]);
  expect(leaves).toEqual([1, 4]);
});

test('a ping rides in front of the next broadcast, in the same write, and goes alone where nothing is said', async () => {
  const heard = await follow(['websocket']);
  const [client] = clients;
  let pinged = 0;
  client?.io.on('ping', () => {
    pinged += 1;
  });
  const [socket] = io.of('/').sockets.values();
  const conn = socket?.conn as unknown as EngineConnection;
  const write = vi.spyOn(conn.transport.socket?._socket as NetSocket, 'write');
  let answered = 0;
  socket?.conn.on('heartbeat', () => {
    answered += 1;
  });

  conn.sendPacket('ping');
  expect(write).not.toHaveBeenCalled();
  io.local.to('room').emit('n', 1);
  await waitUntil(() => answered === 1, 'the ping was not answered');
  expect(write).toHaveBeenCalledOnce();
  const [bytes] = write.mock.calls[0] ?? [];
  expect([...(bytes as Buffer).subarray(0, 3)]).toEqual([0x81, 1, '2'.charCodeAt(0)]);
  expect([pinged, heard]).toEqual([1, [1]]);

  conn.sendPacket('ping');
  await waitUntil(() => answered === 2, 'the ping found no ride and stayed');
  expect([pinged, heard]).toEqual([2, [1]]);
});
