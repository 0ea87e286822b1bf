import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PosterTold } from '../../platform/metrics.ts';
import { PosterPainter, type PosterPainterOptions } from './poster-painter.ts';
import type { PosterSpec } from './poster-spec.ts';

const dir = mkdtempSync(join(tmpdir(), 'painter-'));
const picturePath = join(dir, 'tea.jpg');
beforeAll(async () => {
  await sharp({ create: { width: 300, height: 300, channels: 3, background: '#b98d58' } }).toFile(picturePath);
});
afterAll(() => rmSync(dir, { recursive: true }));

let painter: PosterPainter;
let told: PosterTold[] = [];
function open(options: PosterPainterOptions = {}): PosterPainter {
  told = [];
  painter = PosterPainter.open({ threads: 1, onTold: (one) => told.push(one), ...options });
  return painter;
}
afterEach(() => painter.close());

const toSpec = (url: string, over: Partial<PosterSpec> = {}): PosterSpec => ({
  base: {
    template: 'hero',
    picturePath,
    logoPath: undefined,
    adMark: undefined,
    title: '大红袍',
    price: undefined,
    show: { title: '今晚', invitation: '', when: undefined, instead: '' },
    brandName: '',
    story: '',
    promise: undefined,
  },
  keeper: { name: '梅', tagline: '', facePath: undefined, url, scanHint: '' },
  format: 'jpeg',
  scale: 1,
  isPreview: false,
  ...over,
});
const basesOf = () => told.flatMap((one) => (one.result === 'painted' ? [one.base] : []));

test('paint() paints what all share once, and again when a look at a draft needs it', async () => {
  open();
  await Promise.all(['a', 'b', 'c'].map((name) => painter.paint(toSpec(`http://s/${name}`))));
  expect(basesOf()).toEqual(['painted', 'kept', 'kept']);

  const preview = toSpec('http://s', { isPreview: true, scale: 0.48 });
  await painter.paint(preview);
  await painter.paint(preview);
  expect(basesOf().slice(3)).toEqual(['painted', 'painted']);
}, 30_000);

test('paint() hands out no poster whose QR cannot be read', async () => {
  const unreadable = open().paint(toSpec(`http://s/${'x'.repeat(1_200)}`));
  await expect(unreadable).rejects.toMatchObject({ code: 'shares.poster_unreadable' });
  expect(told).toEqual([{ result: 'unreadable' }]);
}, 30_000);

test('paint() refuses when too many wait', async () => {
  open({ maxWaiting: 1 });
  const [first, second] = ['a', 'b'].map((name) => painter.paint(toSpec(`http://s/${name}`)));
  expect(painter.waiting).toBe(1);
  expect(() => painter.paint(toSpec('http://s/c'))).toThrow(expect.objectContaining({ code: 'shares.posters_busy' }));
  expect(await Promise.all([first, second])).toHaveLength(2);
}, 30_000);

test('paint() writes into the room that it is given, unless that is too small', async () => {
  const memory = new SharedArrayBuffer(300_000);
  open({ memory });
  const bytes = await painter.paint(toSpec('http://s/a'), { at: 1_000, bytes: 200_000 });
  expect(bytes.buffer).toBe(memory);
  expect(bytes.byteOffset).toBe(1_000);
  expect((await sharp(bytes).metadata()).format).toBe('jpeg');

  const own = await painter.paint(toSpec('http://s/a'), { at: 250_000, bytes: 10 });
  expect(own.buffer).not.toBe(memory);
  expect(Buffer.compare(own, bytes)).toBe(0);
}, 30_000);

test('a painter that hangs or dies is ended, and the next poster gets a new one', async () => {
  const program = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id, spec }) => {
        if (spec.keeper.url === 'dies') throw new Error('ill');
        if (spec.keeper.url === 'paints') parentPort.postMessage({ id, bytes: new Uint8Array(1), tookMs: 1, isBaseNew: true });
      });`)}`,
  );
  open({ program, limitMs: 2_000 });
  await expect(painter.paint(toSpec('dies'))).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(await painter.paint(toSpec('paints'))).toHaveLength(1);
  await expect(painter.paint(toSpec('hangs'))).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(await painter.paint(toSpec('paints'))).toHaveLength(1);
  expect(told.map(({ result }) => result)).toEqual(['failed', 'painted', 'failed', 'painted']);
}, 30_000);

test('close() refuses who waits', async () => {
  open();
  const asked = ['a', 'b'].map((name) => painter.paint(toSpec(`http://s/${name}`)));
  const refused = Promise.allSettled(asked);
  await painter.close();
  expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(() => painter.paint(toSpec('http://s'))).toThrow();
}, 30_000);
