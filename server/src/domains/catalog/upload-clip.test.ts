import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { catalog } from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../testing/test-server.ts';

const { FFMPEG_PATH = 'ffmpeg' } = process.env;
const server = useTestServer({ env: { FFMPEG_PATH } });
let desk: string;
beforeAll(async () => {
  desk = await mkdtemp(join(tmpdir(), 'shoal-clips-'));
});
afterAll(() => rm(desk, { recursive: true, force: true }));

/** One black picture of a size, small as a file whatever its size. */
async function film(size: string): Promise<Blob> {
  const path = join(desk, `${size}.mov`);
  const source = ['-f', 'lavfi', '-i', `color=black:s=${size}:r=1`, '-frames:v', '1'];
  await promisify(execFile)(FFMPEG_PATH, ['-v', 'error', ...source, '-c:v', 'png', '-y', path]);
  return new Blob([await readFile(path)], { type: 'video/quicktime' });
}

test('uploadClip() stores a clip of a single picture, which is its poster', async () => {
  const host = await server.signIn('host');

  const clip = await host.call(catalog.uploadClip, { bytes: await film('1920x1080') });

  expect([clip.width, clip.height]).toEqual([1_280, 720]);
  for (const path of [clip.path, clip.posterPath]) expect((await host.fetch(path)).status).toBe(200);
});

test('uploadClip() refuses a small file whose picture would fill the memory, before it is decoded', async () => {
  const host = await server.signIn('host');
  const bytes = await film('6000x6000');
  expect(bytes.size).toBeLessThan(1_000_000);

  await expect(host.call(catalog.uploadClip, { bytes })).rejects.toMatchObject({ code: 'catalog.clip_unreadable' });

  expect(await server.db.selectFrom('clips').select('id').execute()).toEqual([]);
});
