import type { log } from '@shoal/contract';
import { expect, test } from 'vitest';
import { chooseCards } from './choose-cards.ts';

const product = { name: '大红袍', price: { amountMinor: 12_800, currency: 'CNY' }, picture: null };
const at = (seq: number, programmeMs: number, kind: string, body: unknown) =>
  ({ seq, programmeMs, kind, body, at: '2026-01-01T00:00:00.000Z' }) as log.LogEntry; // Only what a card is made of.
const drop = (seq: number, programmeMs: number, material: object) =>
  at(seq, programmeMs, 'drop.published', {
    material: { materialId: `m${seq}`, picture: null, product: null, ...material },
  });

test('chooseCards() puts each drop at its programme time, by its product where it has one, and leaves out the recalled', () => {
  const cards = chooseCards([
    at(1, 0, 'show.wentLive', {}),
    drop(4, 90_000, { title: '文案', product }),
    drop(2, 30_000, { title: '检测报告' }),
    drop(3, 60_000, { title: '错的价格' }),
    at(5, 95_000, 'drop.recalled', { dropSeq: 3 }),
  ]);

  expect(cards.map(({ startsMs, title }) => [startsMs, title])).toEqual([
    [30_000, '检测报告'],
    [90_000, '大红袍'],
  ]);
  expect(cards[1]?.price).toEqual(product.price);
});

test('chooseCards() says of a price that it is the lowest of several', () => {
  const [card] = chooseCards([drop(1, 0, { title: '文案', product: { ...product, isFromPrice: true } })]);
  expect(card).toMatchObject({ price: product.price, isFromPrice: true });
});
