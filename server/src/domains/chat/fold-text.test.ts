import { expect, test } from 'vitest';
import { foldText, hitsWord } from './fold-text.ts';

const words = ['微信', 'weixin', '加v'].map(foldText);

test.each([
  '加我微信',
  '微 信',
  '微-信',
  '微\u200b信',
  '微\u2060信',
  '微\u200d信',
  'WeiXin 123',
  'ｗｅｉｘｉｎ',
  'we\u00adixin',
  'wéixin',
  '加V细聊',
  '加Ｖ',
])('hitsWord() sees through %j', (text) => expect(hitsWord(text, words)).toBe(true));

test.each(['微风不燥', 'wei xin', '信', 'class', ''])('hitsWord() leaves %j alone', (text) =>
  expect(hitsWord(text, words)).toBe(false),
);

test('hitsWord() without words finds nothing', () => expect(hitsWord('微信', [])).toBe(false));
