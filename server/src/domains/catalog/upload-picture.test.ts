import { readdir } from 'node:fs/promises';
import { catalog } from '@shoal/contract';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();

const plain = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#0f9b8e' } })
    .jpeg()
    .toBuffer();
const seeThrough = () =>
  sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.4 } } })
    .png()
    .toBuffer();

const upload = (who: SignedIn, bytes: Uint8Array, type = 'image/jpeg') =>
  who.call(catalog.uploadPicture, { bytes: new Blob([new Uint8Array(bytes)], { type }) });

const download = async (path: string) => {
  const response = await server.anonymous().fetch(path);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

test('uploadPicture() stores a JPEG anew and serves it unchangeable, sandboxed and in the asked width', async () => {
  const who = await server.signIn('shopkeeper');
  const picture = await upload(who, await plain());

  const whole = await download(picture.path);
  const small = await download(`${picture.path}?w=96`);

  expect(picture).toMatchObject({ width: 400, height: 300, path: `/pictures/${picture.pictureId}.jpg` });
  expect(whole.response.headers.get('content-type')).toBe('image/jpeg');
  expect(whole.response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(whole.response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(whole.response.headers.get('content-security-policy')).toContain('sandbox');
  expect((await sharp(small.bytes).metadata()).width).toBe(96);
});

test('uploadPicture() keeps a PNG only when it is see-through', async () => {
  const who = await server.signIn('host');
  const opaque = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#fff' } })
    .png()
    .toBuffer();

  expect((await upload(who, await seeThrough(), 'image/png')).path).toMatch(/\.png$/);
  expect((await upload(who, opaque, 'image/png')).path).toMatch(/\.jpg$/);
});

test('uploadPicture() turns by EXIF and drops the place where it was taken', async () => {
  const who = await server.signIn('shopkeeper');
  const taken = await sharp(await plain(400, 200))
    .withMetadata({ orientation: 6 })
    .withExif({ IFD3: { GPSLatitude: '31/1 13/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer();
  expect(taken.includes(Buffer.from('Exif'))).toBe(true);

  const { path, ...picture } = await upload(who, taken);

  const { bytes } = await download(path);
  expect(picture).toMatchObject({ width: 200, height: 400 });
  expect(bytes.includes(Buffer.from('Exif'))).toBe(false);
  expect((await sharp(bytes).metadata()).exif).toBeUndefined();
});

test('uploadPicture() keeps nothing of what rides behind a picture', async () => {
  const who = await server.signIn('shopkeeper');
  const stowaway = Buffer.from('<script>alert(1)</script>PK\x03\x04');

  const { path } = await upload(who, Buffer.concat([await plain(), stowaway]));

  expect((await download(path)).bytes.includes(Buffer.from('<script>'))).toBe(false);
});

test('uploadPicture() takes one frame of an animation', async () => {
  const who = await server.signIn('shopkeeper');
  const frames = await sharp({ create: { width: 20, height: 60, channels: 3, background: '#123' } })
    .raw()
    .toBuffer();
  const moving = await sharp(frames, { raw: { width: 20, height: 60, channels: 3, pageHeight: 20 } })
    .webp({ loop: 0, delay: [50, 50, 50] })
    .toBuffer();

  expect(await upload(who, moving, 'image/webp')).toMatchObject({ width: 20, height: 20 });
});

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const truncated = async () => (await plain(900, 900)).subarray(0, 1_500);
const bomb = () =>
  sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#000' } })
    .png({ compressionLevel: 9 })
    .toBuffer();

test.each([
  ['an SVG', async () => svg],
  ['a page that calls itself JPEG', async () => Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a GIF', async () => Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00')],
  ['a zip', async () => Buffer.from('PK\x03\x04 and so on')],
  ['a JPEG that stops in the middle', truncated],
  ['the right first bytes and nothing else', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ['a small file that decodes to 81 megapixels', bomb],
])('uploadPicture() refuses %s and stores nothing', async (_name, make) => {
  const who = await server.signIn('shopkeeper');

  await expect(upload(who, await make())).rejects.toMatchObject({ code: 'catalog.picture_unreadable' });
  expect(await server.db.selectFrom('pictures').selectAll().execute()).toEqual([]);
});

test('uploadPicture() refuses other types, too many bytes and the signed-out', async () => {
  const who = await server.signIn('shopkeeper');
  const tooMany = Buffer.alloc(10 * 1024 * 1024 + 1, 0xff);

  await expect(upload(who, svg, 'image/svg+xml')).rejects.toMatchObject({ code: 'request.unsupported_type' });
  await expect(upload(who, tooMany)).rejects.toMatchObject({ code: 'request.too_large' });
  await expect(
    server
      .anonymous()
      .call(catalog.uploadPicture, { bytes: new Blob([new Uint8Array(await plain())], { type: 'image/jpeg' }) }),
  ).rejects.toMatchObject({ code: 'accounts.signed_out' });
});

test('uploadPicture() lets a shopkeeper store 20 pictures a day, also when she sends them at once', async () => {
  const who = await server.signIn('shopkeeper');
  const bytes = await plain(16, 16);

  // Three at once, so that two come for the last place.
  const outcomes: PromiseSettledResult<unknown>[] = [];
  for (let at = 0; at < 8; at += 1)
    outcomes.push(...(await Promise.allSettled(Array.from({ length: 3 }, () => upload(who, bytes)))));

  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
  expect(refused).toEqual(Array(4).fill('catalog.quota_exceeded'));
  server.clock.advance(86_400_001);
  await expect(upload(who, bytes)).resolves.toBeDefined();
});

test('the store holds whole files only, and no name leads out of it', async () => {
  const who = await server.signIn('shopkeeper');
  const { path } = await upload(who, await plain());
  const names = await readdir(server.ground.config.storeDir, { recursive: true });

  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  for (const way of ['/pictures/..%2f..%2fetc%2fpasswd', '/pictures/x.jpg', `${path}.jpg`]) {
    expect((await server.anonymous().fetch(way)).status, way).toBe(404);
  }
});
