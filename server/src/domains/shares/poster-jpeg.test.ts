import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cutFoot } from './paint-poster.ts';
import { encodeTop, FOOT_TOP, joinFoot } from './poster-jpeg.ts';
import { POSTER_HEIGHT, POSTER_WIDTH } from './poster-spec.ts';
import { STRIP_TOP } from './poster-templates/poster-template.ts';

/** Something to encode in every row, another one for each seed. */
function paintStripes(seed: number) {
  const canvas = createCanvas(POSTER_WIDTH, POSTER_HEIGHT);
  const context = canvas.getContext('2d');
  for (let y = 0; y < POSTER_HEIGHT; y += 7) {
    for (let x = 0; x < POSTER_WIDTH; x += 11) {
      context.fillStyle = `hsl(${(x * y + seed) % 360}, 70%, ${20 + ((x + y * seed) % 60)}%)`;
      context.fillRect(x, y, 11, 7);
    }
  }
  return canvas;
}
const readPixels = (jpeg: Uint8Array) => sharp(jpeg).raw().toBuffer();

test('joinFoot() gives to the pixel what encoding it whole would, with a foot of another picture', async () => {
  const [shared, hers] = [paintStripes(3), paintStripes(8)];
  const foot = cutFoot(hers, FOOT_TOP);
  const joined = await joinFoot(await encodeTop(shared.data()), foot.data());

  shared.getContext('2d').drawImage(foot, 0, FOOT_TOP);
  const raw = { width: POSTER_WIDTH, height: POSTER_HEIGHT, channels: 4 } as const;
  const whole = await sharp(shared.data(), { raw }).removeAlpha().jpeg({ quality: 88 }).toBuffer();
  expect(await sharp(joined).metadata()).toMatchObject({
    format: 'jpeg',
    width: 750,
    height: 1_334,
    isProgressive: false,
  });
  expect((await readPixels(joined)).equals(await readPixels(whole))).toBe(true);
  expect(joined.byteLength).toBe(joined.buffer.byteLength);
});

test('what is hers lies in the last stretch', () => {
  expect(STRIP_TOP - FOOT_TOP).toBeGreaterThanOrEqual(2);
});

test('joinFoot() refuses a foot whose tables are not those of the top', async () => {
  const pixels = paintStripes(1).data();
  const { bytes, footHead } = await encodeTop(pixels);
  const other = Buffer.from(footHead);
  other[other.length - 20] = 1;
  const foot = pixels.subarray(FOOT_TOP * POSTER_WIDTH * 4);
  await expect(joinFoot({ bytes, footHead: other }, foot)).rejects.toThrow('tables');
});
