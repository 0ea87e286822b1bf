import { catalog } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenShelf } from '../../testing/given-order.ts';
import { givenShare } from '../../testing/given-share.ts';
import { useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();
const read = async (path: string) => (await server.anonymous().fetch(path)).text();
const tagOf = async (path: string) => {
  const response = await server.anonymous().fetch(path);
  await response.arrayBuffer();
  return response.headers.get('etag');
};

test('page, order form and poster say that they are advertising until an operator switches it off', async () => {
  const operator = await server.signIn('operator');
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const shelf = await givenShelf(server.db);
  expect(await operator.call(catalog.getAdMark, {})).toEqual({ isShown: true });
  expect(await read(`/s/${code}`)).toContain('>广告<');
  expect(await read(`/s/${shelf.code}/order`)).toContain('>广告<');
  const marked = await tagOf(`/p/${code}.jpg`);

  await operator.call(catalog.putAdMark, { isShown: false });
  await operator.call(catalog.putAdMark, { isShown: false });
  server.clock.advance(1_500);

  expect(await read(`/s/${code}`)).not.toContain('>广告<');
  expect(await read(`/s/${shelf.code}/order`)).not.toContain('>广告<');
  expect(await tagOf(`/p/${code}.jpg`)).not.toBe(marked);
});
