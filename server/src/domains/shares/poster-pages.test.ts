import type { AddressInfo } from 'node:net';
import { AppError } from '@shoal/contract';
import express, { type NextFunction, type Request, type Response } from 'express';
import { afterEach, expect, test, vi } from 'vitest';
import { newShareCode } from './new-share-code.ts';
import { posterDoor } from './poster-door.ts';
import { type PosterPagesDeps, posterPages } from './poster-pages.ts';
import { PosterQueue } from './poster-queue.ts';

let close: () => void = () => {};
afterEach(() => close());

/** The door and the pages over a database in which nothing is found. */
function openPages(queue: PosterQueue, findPosterFacts: PosterPagesDeps['findPosterFacts']) {
  const onRefused = vi.fn();
  const deps = { queue, findPosterFacts, onRefused } as unknown as PosterPagesDeps; // The rest is not reached.
  const app = express().use(posterDoor(queue)).use(posterPages(deps));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    response.status(error instanceof AppError && error.code === 'shares.posters_busy' ? 503 : 404).end();
  });
  const server = app.listen(0);
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const ask = async (signal?: AbortSignal) => {
    const { port } = server.address() as AddressInfo; // It listens on a port.
    const url = `http://127.0.0.1:${port}/p/${newShareCode()}.jpg`;
    const { headers, status } = await fetch(url, { signal: signal ?? null });
    return { status, retryAfter: headers.get('retry-after') };
  };
  return { ask, onRefused };
}
const openQueue = () => new PosterQueue({ turns: 1, readMsPerPoster: () => 10, maxHeld: 1 });

test('nothing is looked up for who waits; who went away is forgotten, and who finds no place is refused', async () => {
  const queue = openQueue();
  const first = queue.take();
  const findPosterFacts = vi.fn(async () => undefined);
  const { ask, onRefused } = openPages(queue, findPosterFacts);
  const leaving = new AbortController();
  const gone = ask(leaving.signal).catch(() => 'gone');
  await vi.waitFor(() => expect(queue.held).toBe(1));
  expect(await ask()).toEqual({ status: 503, retryAfter: '1' });
  expect(onRefused).toHaveBeenCalledTimes(1);

  leaving.abort();
  expect(await gone).toBe('gone');
  await vi.waitFor(() => expect(queue.held).toBe(0));
  const waits = ask();
  await vi.waitFor(() => expect(queue.held).toBe(1));
  expect(findPosterFacts).not.toHaveBeenCalled();
  first?.leave();
  expect(await waits).toEqual({ status: 404, retryAfter: null });
  expect(findPosterFacts).toHaveBeenCalledTimes(1);
});

test('a place is left also when there is no such poster', async () => {
  const queue = openQueue();
  const { ask } = openPages(queue, async () => undefined);
  for (const _ of [1, 2, 3]) expect((await ask()).status).toBe(404);
  expect(queue.held).toBe(0);
});
