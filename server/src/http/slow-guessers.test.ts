import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newShareCode } from '../domains/shares/new-share-code.ts';
import { createRateLimits } from '../platform/rate-limits.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { slowGuessers } from './slow-guessers.ts';

const KNOWN = newShareCode();
let waits: number[] = [];
/** Holds those that wait, where a test says so. */
let hold: Promise<void> | undefined;
let http: Server;

beforeEach(async () => {
  waits = [];
  hold = undefined;
  const app = express();
  app.set('trust proxy', ['loopback']);
  const wait = async (ms: number) => {
    waits.push(ms);
    await hold;
  };
  app.use(slowGuessers({ limits: createRateLimits(undefined), wait }));
  app.use((request, response) => void response.status(request.path.endsWith(KNOWN) ? 200 : 404).end());
  app.use(((error: { code: string }, _request, response, _next) => {
    response.status(429).end(error.code);
  }) as express.ErrorRequestHandler);
  http = createServer(app).listen(0);
});
afterEach(() => new Promise((resolve) => http.close(resolve)));

const get = async (path: string, ip = '203.0.113.5') => {
  const { port } = http.address() as AddressInfo; // It listens on a port.
  return (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'x-forwarded-for': ip } })).status;
};
const guess = (count: number) => Promise.all(Array.from({ length: count }, () => get(`/s/${newShareCode()}`)));

test('thirty guesses are answered at once, and then everything behind a link is late alike, found or not', async () => {
  await guess(30);
  expect(waits).toEqual([]);

  const statuses = [await get(`/s/${newShareCode()}`), await get(`/s/${KNOWN}`), await get(`/api/shop/${KNOWN}`)];
  expect(statuses).toEqual([404, 200, 200]);
  expect(waits).toEqual([1_000, 1_000, 1_000]);
});

test('a guesser is no other for writing the same addresses in capitals', async () => {
  await Promise.all(Array.from({ length: 30 }, () => get(`/S/${newShareCode()}`)));
  expect([await get(`/s/${KNOWN}`), await get(`/API/Shop/${KNOWN}`)]).toEqual([200, 200]);
  expect(waits).toEqual([1_000, 1_000]);
});

test('neither other addresses nor other pages wait for a guesser', async () => {
  await guess(31);
  waits = [];
  expect([await get(`/s/${KNOWN}`, '203.0.113.9'), await get('/assets/app.js'), await get('/api/me')]).toHaveLength(3);
  expect(waits).toEqual([]);
});

test('links that are there cost nothing, however many are opened from one address', async () => {
  await Promise.all(Array.from({ length: 100 }, () => get(`/s/${KNOWN}`)));
  expect(waits).toEqual([]);
});

test('a flood of guesses does not keep more than two hundred waiting', async () => {
  await guess(30);
  let release = () => {};
  hold = new Promise((resolve) => {
    release = resolve;
  });
  const flood = guess(201);
  await waitUntil(async () => waits.length === 200, 'two hundred wait');
  await waitUntil(async () => (await get(`/s/${KNOWN}`)) === 429, 'the next is refused');
  release();
  expect((await flood).filter((status) => status === 404).length).toBeGreaterThanOrEqual(200);
});

test('newShareCode() takes 14 of 62 characters, evenly, and no two alike', () => {
  const codes = Array.from({ length: 20_000 }, () => newShareCode());
  expect(new Set(codes).size).toBe(codes.length);
  const counts = new Map<string, number>();
  for (const letter of codes.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const expected = (codes.length * 14) / 62;
  expect(counts.size).toBe(62);
  for (const count of counts.values()) expect(Math.abs(count / expected - 1)).toBeLessThan(0.1);
});
