import { createCanvas, loadImage } from '@napi-rs/canvas';
import { accounts } from '@shoal/contract';
import jsQr from 'jsqr';
import { expect, test } from 'vitest';
import { givenShare, recallDrop } from '../../testing/given-share.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { wrapText } from './poster-text.ts';

const server = useTestServer();
// The package is CommonJS: under Node its default export is the module.
const decodeQr = ((jsQr as { default?: unknown }).default ?? jsQr) as typeof import('jsqr').default;

async function readQr(jpeg: Buffer): Promise<string | undefined> {
  const image = await loadImage(jpeg);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return decodeQr(data, image.width, image.height)?.data;
}

test('a poster is 750 by 1334 and its QR leads to her link', async () => {
  const keeper = await server.signIn('shopkeeper', { displayName: '梅花姐 🌸' });
  const share = await givenShare(server, keeper);

  const response = await server.anonymous().fetch(share.posterPath ?? '');
  const jpeg = Buffer.from(await response.arrayBuffer());

  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await loadImage(jpeg)).toMatchObject({ width: 750, height: 1_334 });
  expect(await readQr(jpeg)).toBe(share.url);
});

test('a poster without its version is asked for anew, and answered by its tag alone while nothing changed', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const anyone = server.anonymous();
  const first = await anyone.fetch(`/p/${code}.jpg`);
  const tag = first.headers.get('etag') ?? '';
  const again = () => anyone.fetch(`/p/${code}.jpg`, { headers: { 'if-none-match': tag } });

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
