import { expect, test } from 'vitest';
import { matchesSearch } from './matches-search.ts';

test.each([
  ['Café crème', 'cafe', true],
  ['cafe creme', 'Crème', true],
  ['Red tea, 300 g', 'TEA red', true],
  ['古树白茶礼盒 300g', '白茶', true],
  ['古树白茶礼盒 300g', '３００Ｇ', true], // As an input method in full-width mode types it.
  ['ÖLIVE', 'olive', true],
  ['古树白茶礼盒', '红茶', false],
  ['Red tea', 'tea green', false],
  ['Red tea', '  ', true],
])('matchesSearch() in %s for %s is %s', (text, search, isFound) => {
  expect(matchesSearch(text, search)).toBe(isFound);
});
