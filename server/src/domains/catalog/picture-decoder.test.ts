import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { PictureDecoder } from './picture-decoder.ts';

const opened: PictureDecoder[] = [];
afterEach(() => {
  for (const decoder of opened.splice(0)) decoder.close();
});

const openWith = async (program: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'shoal-decoder-'));
  await writeFile(join(folder, 'program.mjs'), program);
  const decoder = PictureDecoder.open({ limitMs: 300, program: join(folder, 'program.mjs') });
  opened.push(decoder);
  return { decoder, remove: () => rm(folder, { recursive: true }) };
};

test.each([
  ['never ends', `process.on('message', () => { for (;;); }); process.send('ready');`],
  ['sleeps', `process.on('message', () => {}); process.send('ready');`],
  ['crashes', `process.on('message', () => process.kill(process.pid, 'SIGSEGV')); process.send('ready');`],
  ['does not start', 'process.exit(1)'],
])('decode() gives up on a decoder that %s, and on the next picture too, in bounded time', async (_name, program) => {
  const { decoder, remove } = await openWith(program);
  const decode = () => decoder.decode(new Uint8Array([1]));

  const outcomes = await Promise.allSettled([decode(), decode(), decode()]);
  await remove();

  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual(
    Array(3).fill('catalog.picture_unreadable'),
  );
});

test('decode() goes on with the next picture after one that could not be read', async () => {
  const decoder = PictureDecoder.open();
  opened.push(decoder);
  const good = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#abc' } })
    .png()
    .toBuffer();

  await expect(decoder.decode(good.subarray(0, 30))).rejects.toMatchObject({ code: 'catalog.picture_unreadable' });
  await expect(decoder.decode(good)).resolves.toMatchObject({ width: 8, height: 4, format: 'jpeg' });
});
