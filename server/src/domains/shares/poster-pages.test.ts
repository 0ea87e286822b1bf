import type { AddressInfo } from 'node:net';
import { AppError } from '@shoal/contract';
import express, { type NextFunction, type Request, type Response } from 'express';
import { afterEach, expect, test, vi } from 'vitest';
import { newShareCode } from './new-share-code.ts';
import { type PosterPagesDeps, posterPages } from './poster-pages.ts';

let close: () => void = () => {};
afterEach(() => close());

/** The pages over fakes of what they need to find nothing. @returns asks for a poster: status, and when to come again */
function openPages(over: Pick<PosterPagesDeps, 'painter' | 'findPosterFacts'>) {
  const deps = { ...over, readRetryAfterSeconds: () => 7 } as unknown as PosterPagesDeps; // The rest is not reached.
  const app = express().use(posterPages(deps));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    response.status(error instanceof AppError && error.code === 'shares.posters_busy' ? 503 : 404).end();
  });
  const server = app.listen(0);
  close = () => server.close();
  return async () => {
    const { port } = server.address() as AddressInfo; // It listens on a port.
    const { headers, status } = await fetch(`http://127.0.0.1:${port}/p/${newShareCode()}.jpg`);
    return { status, retryAfter: headers.get('retry-after') };
  };
}

test('a poster is refused before anything is looked up while all places are taken', async () => {
  const findPosterFacts = vi.fn(async () => undefined);
  const enter = () => {
    throw new AppError('shares.posters_busy', 'full');
  };
  const ask = openPages({ painter: { enter, paint: vi.fn() }, findPosterFacts });
  expect(await ask()).toEqual({ status: 503, retryAfter: '7' });
  expect(findPosterFacts).not.toHaveBeenCalled();
});

test('a place is left also when there is no such poster', async () => {
  let taken = 0;
  const enter = () => {
    taken += 1;
    return () => {
      taken -= 1;
    };
  };
  const findPosterFacts = vi.fn(async () => undefined);
  const ask = openPages({ painter: { enter, paint: vi.fn() }, findPosterFacts });
  expect(await ask()).toEqual({ status: 404, retryAfter: null });
  expect(findPosterFacts).toHaveBeenCalledTimes(1);
  expect(taken).toBe(0);
});
