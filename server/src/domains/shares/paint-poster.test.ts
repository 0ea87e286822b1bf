import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '@shoal/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paintBase, paintPoster } from './paint-poster.ts';
import { loadPosterFonts } from './poster-fonts.ts';
import type { TextBox } from './poster-ink.ts';
import { POSTER_HEIGHT, POSTER_WIDTH, type PosterBase, type PosterKeeper } from './poster-spec.ts';
import { STRIP_TOP } from './poster-templates/poster-template.ts';
import { readQr } from './read-qr.ts';

const dir = mkdtempSync(join(tmpdir(), 'posters-'));
const picturePath = join(dir, 'wide.jpg');
beforeAll(async () => {
  loadPosterFonts();
  await sharp({ create: { width: 1_200, height: 675, channels: 3, background: '#b98d58' } }).toFile(picturePath);
});
afterAll(() => rmSync(dir, { recursive: true }));

type Words = Omit<PosterBase, 'template' | 'picturePath' | 'logoPath'>;
const chinese: Words = {
  title: '武夷山大红袍 50g 今晚开箱 🍵',
  adMark: '广告',
  price: { label: '到手价', text: '¥128' },
  show: {
    title: '秋茶专场：岩骨花香，今晚一起喝',
    invitation: '邀请你来看直播',
    when: { day: '11月26日', weekday: '周四', hour: '20', minute: '00' },
    instead: '',
  },
  brandName: '岩上茶号',
  story: '我们在武夷山正岩产区守了三代人的茶园。每年只做一季，手工做青，中足火慢焙，一泡好茶要等一整年。',
  promise: { label: '售后说明', text: '七天可退，破损包赔' },
};
const longEnglish: Words = {
  title: 'Wuyi Mountain Da Hong Pao Rock Oolong, 50 g tin, hand-roasted this autumn and opened tonight',
  adMark: 'Advertisement',
  price: { label: 'Price', text: 'HK$9,999,999,999.99' },
  show: {
    title: 'Autumn tea night with the whole school: rock bone and flower fragrance, live from the mountain',
    invitation: 'Come and watch with me, live',
    when: { day: '26 September', weekday: 'Wednesday, GMT+12:45', hour: '20', minute: '00' },
    instead: '',
  },
  brandName: 'Yanshang Tea House of Wuyi Mountain since 1921',
  story: 'For three generations we have kept a tea garden in the heart of the Wuyi rocks. '.repeat(24),
  promise: { label: 'After the sale', text: 'Return it within seven days; what arrives broken we replace and pay for' },
};
const show = { ...chinese.show, when: undefined, instead: '正在直播，扫码进来看' };
const bare: Words = { ...chinese, adMark: undefined, price: undefined, promise: undefined, story: '', show };
const short: PosterKeeper = {
  name: '梅',
  tagline: '',
  facePath: undefined,
  url: 'https://s.cn/s/Ab3dEf6hIj9kLm',
  scanHint: '长按识别 看直播',
};
const long: PosterKeeper = {
  name: '👩‍🌾Alexandra Montgomery-Featherstonehaugh 茶农小李在武夷山',
  tagline: '喝茶十五年，只推自己喝的；Everything I recommend is what I drink and cook at home every single day',
  facePath: join(dir, 'gone.jpg'),
  url: 'https://a-rather-long-name.of-a-shop.example.com:8443/s/Ab3dEf6hIj9kLm',
  scanHint: 'Scan to watch',
};
const cases = { chinese: [chinese, short], longEnglish: [longEnglish, long], bare: [bare, long] } as const;

// A closing mark may hang over the edge of its place, by one character; a glyph may reach a few px out of its advance.
const [hangPx, overhangPx] = [38, 4];

function findMisfits(written: readonly TextBox[]): string[] {
  const misfits = written.filter(({ area, height, width, x, y }) => {
    const isInPlace =
      x >= area.x - overhangPx &&
      x + width <= area.x + area.width + hangPx &&
      y >= area.y - overhangPx &&
      y + height <= area.y + area.height + overhangPx;
    return !isInPlace || x < 12 || x + width > POSTER_WIDTH - 12 || y + height > POSTER_HEIGHT - 12;
  });
  return misfits.map(({ text }) => text);
}

const cross = (a: TextBox, b: TextBox) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const findCrossings = (written: readonly TextBox[]) =>
  written.flatMap((box, at) =>
    written.slice(at + 1).flatMap((other) => (cross(box, other) ? [`${box.text} × ${other.text}`] : [])),
  );

for (const template of catalog.PosterTemplate.options) {
  for (const [name, [words, keeper]] of Object.entries(cases)) {
    test(`paintPoster() keeps every word in its place and a QR that reads: ${template}, ${name}`, async () => {
      const base = await paintBase({ ...words, template, picturePath, logoPath: undefined }, 1);
      const poster = await paintPoster(base.canvas, keeper, { scale: 1, template });

      expect(readQr(poster.canvas, poster.qr)).toBe(keeper.url);
      expect(base.written.length).toBeGreaterThan(1);
      expect(findMisfits([...base.written, ...poster.written])).toEqual([]);
      expect(findCrossings([...base.written, ...poster.written])).toEqual([]);
      expect(base.written.filter(({ height, y }) => y + height > STRIP_TOP)).toEqual([]);
    });
  }
}

test('findMisfits() would tell of a text that is too wide', () => {
  const area = { x: 48, y: 0, width: 100, height: 40 };
  expect(findMisfits([{ text: 'wide', area, x: 48, y: 4, width: 180, height: 30 }])).toEqual(['wide']);
});
