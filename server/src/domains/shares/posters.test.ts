import { createCanvas, loadImage } from '@napi-rs/canvas';
import { accounts, catalog, type shares } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenShare, recallDrop } from '../../testing/given-share.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { wrapText } from './poster-text.ts';
import { readQr } from './read-qr.ts';

const server = useTestServer();

async function look(path: string) {
  const response = await server.anonymous().fetch(path);
  const image = await loadImage(Buffer.from(await response.arrayBuffer()));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  const { height, width } = image;
  return { headers: response.headers, height, width, leadsTo: readQr(canvas, { x: 0, y: 0, width, height }) };
}
/** The answer with its body read: one that is left unread keeps the server from closing. */
async function fetchWhole(path: string, who = server.anonymous()): Promise<Response> {
  const response = await who.fetch(path);
  await response.clone().arrayBuffer();
  return response;
}
const statusOf = async (path: string) => (await fetchWhole(path)).status;

test('a poster is 750 by 1334 in each template, and its QR leads to her link', async () => {
  const keeper = await server.signIn('shopkeeper', { displayName: '梅花姐 🌸' });
  const share = await givenShare(server, keeper);

  expect(share.posters.map(({ template }) => template)).toEqual(catalog.PosterTemplate.options);
  expect(share.posterPath).toBe(share.posters[0]?.path);
  for (const { path } of share.posters) {
    const poster = await look(path);
    expect(poster.headers.get('content-type')).toBe('image/jpeg');
    expect(poster.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(poster).toMatchObject({ width: 750, height: 1_334, leadsTo: share.url });
  }
});

test('a PNG is twice as fine, and each template, language and format has a tag of its own', async () => {
  const { code, url }: shares.Share = await givenShare(server, await server.signIn('shopkeeper'));
  const png = await look(`/p/${code}.png`);

  expect(png.headers.get('content-type')).toBe('image/png');
  expect(png).toMatchObject({ width: 1_500, height: 2_668, leadsTo: url });
  const tagOf = async (path: string) => (await fetchWhole(path)).headers.get('etag');
  const tags = await Promise.all(
    [`${code}.png`, `${code}.jpg`, `${code}.jpg?lang=en`, `${code}-trust.jpg`].map((name) => tagOf(`/p/${name}`)),
  );
  expect(new Set(tags).size).toBe(4);
});

test('a template that the crew did not allow is not there, nor one that nobody drew', async () => {
  const { code, showId } = await givenShare(server, await server.signIn('shopkeeper'));
  await server.db
    .updateTable('showLogEntries')
    .set((eb) => ({ body: eb.fn('jsonb_set', ['body', eb.val('{material,posterTemplates}'), eb.val('["price"]')]) }))
    .where('showId', '=', showId)
    .execute();

  expect(await statusOf(`/p/${code}-price.jpg`)).toBe(200);
  expect(await statusOf(`/p/${code}.jpg`)).toBe(200);
  expect(await statusOf(`/p/${code}-hero.jpg`)).toBe(404);
  expect(await statusOf(`/p/${code}-golden.jpg`)).toBe(404);
});

test('the crew looks at a draft before it is saved; a stranger, a shopkeeper and a host of another brand do not', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { materialId } = await givenShare(server, keeper);
  const { brandId, pictureId, productId } = await server.db
    .selectFrom('materials')
    .select(['brandId', 'pictureId', 'productId'])
    .where('id', '=', materialId)
    .executeTakeFirstOrThrow();
  const host = await server.signIn('host', { brandIds: [brandId] });
  const path = `/p/preview/invite.jpg?brandId=${brandId}&pictureId=${pictureId}&productId=${productId}&title=x`;

  const seen = await host.fetch(path);
  expect(seen.headers.get('cache-control')).toBe('private, max-age=60');
  expect(await loadImage(Buffer.from(await seen.arrayBuffer()))).toMatchObject({ width: 360, height: 640 });
  expect((await keeper.fetch(path)).status).toBe(404);
  expect((await (await server.signIn('host')).fetch(path)).status).toBe(404);
  expect((await host.fetch('/p/preview/invite.jpg')).status).toBe(400);
  expect(await statusOf(path)).toBe(404);
});

test('a poster without its version is asked for anew, and answered by its tag alone while nothing changed', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const anyone = server.anonymous();
  const first = await fetchWhole(`/p/${code}.jpg`);
  const tag = first.headers.get('etag') ?? '';
  const again = async () => {
    const response = await anyone.fetch(`/p/${code}.jpg`, { headers: { 'if-none-match': tag } });
    await response.arrayBuffer();
    return response;
  };

  expect(first.headers.get('cache-control')).toBe('no-cache');
  expect((await again()).status).toBe(304);
  await keeper.call(accounts.updateMe, { tagline: '换了一句话' });
  expect((await again()).status).toBe(200);
});

test('there is no poster of a recalled material, nor behind an unknown code', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code, showId } = await givenShare(server, keeper);
  await recallDrop(server.db, showId);

  expect((await server.anonymous().fetch(`/p/${code}.jpg`)).status).toBe(410);
  expect((await server.anonymous().fetch('/p/00000000000000.jpg')).status).toBe(404);
  expect((await server.anonymous().fetch('/p/..%2f..%2fx.jpg')).status).toBe(404);
});

// One unit of width for each character.
const ruler = { measureText: (text: string) => ({ width: [...text].length }) } as Parameters<typeof wrapText>[0];

test('wrapText() breaks Chinese anywhere but before a closing mark, and ends with an ellipsis', () => {
  expect(wrapText(ruler, '岩骨花香，七泡有余香', { maxWidth: 4, maxLines: 3 })).toEqual([
    '岩骨花香，',
    '七泡有余',
    '香',
  ]);
  expect(wrapText(ruler, '岩骨花香七泡有余香', { maxWidth: 4, maxLines: 2 })).toEqual(['岩骨花香', '七泡有…']);
  expect(wrapText(ruler, 'fresh green tea', { maxWidth: 11, maxLines: 2 })).toEqual(['fresh green', 'tea']);
  expect(wrapText(ruler, 'a'.repeat(30), { maxWidth: 10, maxLines: 2 })).toEqual(['a'.repeat(10), `${'a'.repeat(9)}…`]);
});
