import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { createAdmission, refuseStorm } from './admission.ts';

test('createAdmission() admits 3,000 at once and 1,500 a second after that', () => {
  const admit = createAdmission(0);
  const admitAll = (nowMs: number) => Array.from({ length: 5_000 }, () => admit(nowMs)).filter(Boolean).length;
  expect(admitAll(0)).toBe(3_000);
  expect(admitAll(1_000)).toBe(1_500);
  expect(admitAll(60_000)).toBe(3_000);
});

test('refuseStorm() answers 503 and when to come again, to polls and to upgrades', async () => {
  const http = createServer();
  const io = new Server(http);
  let isFull = false;
  let refused = 0;
  const onRefused = () => {
    refused += 1;
  };
  io.engine.use(refuseStorm({ admit: () => !isFull, onRefused, random: () => 0.5 }));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo; // TCP, so not a path.
  const path = '/socket.io/?EIO=4&transport=';
  const poll = () => fetch(`http://127.0.0.1:${port}${path}polling`);
  expect((await poll()).status).toBe(200);
  isFull = true;
  const { headers, status } = await poll();
  const upgrade = connect(port, '127.0.0.1');
  upgrade.write(
    `GET ${path}websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const answered = await text(upgrade);
  await io.close();
  expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '3' });
  expect(refused).toBe(2);
  expect(answered).toContain('HTTP/1.1 503');
  expect(answered).toContain('Retry-After: 3');
});
