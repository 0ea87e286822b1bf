import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer, refuse } from '../testing/fake-server.ts';
import { call, fillPath } from './call.ts';
import { api } from './endpoints.ts';

afterEach(() => vi.unstubAllGlobals());

test('fillPath() puts named fields into the path and keeps the others', () => {
  expect(fillPath('/shows/:showId/guests/:accountId', { showId: 'a/b', accountId: 'c', more: 1 })).toEqual({
    url: '/api/shows/a%2Fb/guests/c',
    rest: { more: 1 },
  });
});

test('call() throws the code the server answered with', async () => {
  vi.stubGlobal('fetch', createFakeServer({ 'GET /shows': () => refuse('server.unavailable', 503) }).fakeFetch);
  await expect(call(api.listShows, {})).rejects.toMatchObject({ code: 'server.unavailable' });
});

test('call() says offline when nothing answers', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
  await expect(call(api.listShows, {})).rejects.toMatchObject({ code: 'offline', retry: 'after_delay' });
});
