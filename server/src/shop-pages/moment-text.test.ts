import { expect, test } from 'vitest';
import { toDayText, toMomentText } from './moment-text.ts';

const at = new Date('2026-11-27T03:54:00Z');

test('a moment names its zone after the clock, in either language', () => {
  expect(toMomentText(at, 'Asia/Shanghai', 'zh')).toBe('11月27日周五 11:54 (GMT+8)');
  expect(toMomentText(at, 'Asia/Shanghai', 'en')).toBe('Fri 27 Nov, 11:54 (GMT+8)');
});

test('midnight is 00, not 24', () => {
  expect(toMomentText(new Date('2026-11-26T16:00:00Z'), 'Asia/Shanghai', 'zh')).toContain(' 00:00 ');
});

test('a day stands in the order of its language', () => {
  expect(toDayText(at, 'Asia/Shanghai', 'zh')).toBe('11月27日');
  expect(toDayText(at, 'Asia/Shanghai', 'en')).toBe('27 November');
});
