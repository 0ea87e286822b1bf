import { expect, test } from 'vitest';
import { leaveOut } from './leave-out.ts';

test('leaveOut() takes a sentence out wherever it stands, and touches no words when there is none', () => {
  expect(leaveOut('来喝茶。\n\n全国第一。\n\n今晚见 全国第一。', ['全国第一。'])).toBe('来喝茶。\n\n今晚见');
  expect(leaveOut(' 来喝茶。\n\n\n\n今晚见 ', [])).toBe(' 来喝茶。\n\n\n\n今晚见 ');
});
