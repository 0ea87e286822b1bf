import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { DelayRelay } from './delay-relay.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function openEcho() {
  const echo = createServer((socket) => socket.pipe(socket).on('error', () => {}));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  closers.push(() => echo.close());
  const relay = await DelayRelay.open(new URL(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`));
  closers.push(() => relay.close());
  const client = connect(Number(new URL(relay.url).port), '127.0.0.1');
  await once(client, 'connect');
  return { client, relay };
}

async function read(client: Socket, length: number): Promise<string> {
  let text = '';
  while (text.length < length) text += String((await once(client, 'data', { signal: AbortSignal.timeout(5_000) }))[0]);
  return text;
}

test('DelayRelay takes its time each way and keeps the order when the way becomes shorter', async () => {
  const { client, relay } = await openEcho();
  relay.delayMs = 60;
  const askedAtMs = performance.now();
  client.write('first ');
  await read(client, 6);
  expect(performance.now() - askedAtMs).toBeGreaterThanOrEqual(119);

  client.write('slow ');
  await new Promise((resolve) => setImmediate(resolve));
  relay.delayMs = 0;
  client.write('fast');
  expect(await read(client, 9)).toBe('slow fast');
});

test('DelayRelay keeps what the server says until it is released', async () => {
  const { client, relay } = await openEcho();
  const came: string[] = [];
  client.on('data', (chunk) => came.push(String(chunk)));
  relay.hold();
  client.write('kept');
  await new Promise((resolve) => setTimeout(resolve, 50)); // Long enough for an echo that nobody holds.
  expect(came).toEqual([]);

  relay.release();
  await expect.poll(() => came.join('')).toBe('kept');
});
