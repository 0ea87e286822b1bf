import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findClaims } from './find-claims.ts';
import { splitSentences } from './split-sentences.ts';

// One sentence a line: what it claims (`clean` for nothing), a tab, the sentence.
const rows = readFileSync(new URL('./claim-sentences.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [label = '', sentence = ''] = line.split('\t');
    return { label, sentence, kinds: findClaims(sentence).kinds as readonly string[] };
  });
const share = (part: number, whole: number) => part / whole;
const isHan = (sentence: string) => /\p{Script=Han}/u.test(sentence);

test('there are 200 labelled sentences and more, of every kind, in both languages', () => {
  expect(new Set(rows.map(({ sentence }) => sentence)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(200);
  for (const label of ['clean', 'superlative', 'health', 'number', 'income', 'share_reward']) {
    const own = rows.filter((row) => row.label === label);
    expect(own.filter(({ sentence }) => isHan(sentence)).length, label).toBeGreaterThanOrEqual(15);
    expect(own.filter(({ sentence }) => !isHan(sentence)).length, label).toBeGreaterThanOrEqual(8);
  }
});

test('findClaims() catches 95 % of planted claims and passes 95 % of clean sentences', () => {
  const clean = rows.filter(({ label }) => label === 'clean');
  const planted = rows.filter(({ label }) => label !== 'clean');
  const passed = share(clean.filter(({ kinds }) => kinds.length === 0).length, clean.length);
  const caught = share(planted.filter(({ kinds }) => kinds.length > 0).length, planted.length);
  console.info(`clean passed ${(passed * 100).toFixed(1)} %, planted caught ${(caught * 100).toFixed(1)} %`);

  expect(passed).toBeGreaterThanOrEqual(0.95);
  expect(caught).toBeGreaterThanOrEqual(0.95);
});

test.each(['superlative', 'health', 'number', 'income', 'share_reward'])('findClaims() names %s as such', (kind) => {
  const labelled = rows.filter(({ label }) => label === kind);
  const named = rows.filter(({ kinds }) => kinds.includes(kind));
  const right = labelled.filter(({ kinds }) => kinds.includes(kind)).length;
  const ofClean = named.filter(({ label }) => label === 'clean').length;
  const recall = share(right, labelled.length);
  const precision = share(right, right + ofClean); // A sentence may rightly be of two kinds; only clean ones are wrong.
  console.info(`${kind}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ${labelled.length} sentences`);

  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(precision).toBeGreaterThanOrEqual(0.95);
});

test.each([
  ['第 一 品 牌', 'superlative'],
  ['全網最優質', 'superlative'],
  ['Ｎｏ．１ 好茶', 'superlative'],
  ['有效率９９％', 'number'],
  ['治​愈失眠', 'health'],
  ['转·发·有·奖', 'share_reward'],
] as const)('findClaims() is not led astray by how it is written: %s', (sentence, kind) => {
  expect(findClaims(sentence).kinds).toContain(kind);
});

test('splitSentences() says where each sentence stands, and leaves numbers and addresses whole', () => {
  const text = ' 今晚见！只要 1.5 折？\n① 怎么退：7 天内可退。Ask me. See tea.example/a now… 🍵';
  const sentences = splitSentences(text);

  expect(sentences.map(({ sentence }) => sentence)).toEqual([
    '今晚见！',
    '只要 1.5 折？',
    '① 怎么退：7 天内可退。',
    'Ask me.',
    'See tea.example/a now… 🍵',
  ]);
  for (const { end, sentence, start } of sentences) expect(text.slice(start, end)).toBe(sentence);
});
