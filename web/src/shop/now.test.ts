import { expect, test } from 'vitest';
import { findCard, toMomentUrl } from './now.tsx';

const card = (startsMs: number) => ({ startsMs, title: `at ${startsMs}` }) as never; // A card is found by its start.

test('findCard() shows the card of the programme time that plays, also after a seek back', () => {
  const cards = [card(10_000), card(40_000)];

  expect([0, 9_999, 10_000, 39_999, 40_000, 90_000, 12_000].map((at) => findCard(cards, at)?.startsMs)).toEqual([
    undefined,
    undefined,
    10_000,
    10_000,
    40_000,
    40_000,
    10_000,
  ]);
});

test('toMomentUrl() keeps her code and the second', () => {
  expect(toMomentUrl('http://shoal.test', 'AAAABBBBCCCC12', 83_900)).toBe('http://shoal.test/s/AAAABBBBCCCC12?t=83');
});
