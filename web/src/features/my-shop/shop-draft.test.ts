import type { shops } from '@shoal/contract';
import { expect, test } from 'vitest';
import { moveItem, toDraft, toItems } from './shop-draft.ts';

const item = (name: string, more: Partial<shops.ShopItem> = {}) =>
  ({ productId: name, name, note: '', isHidden: false, unitsInStock: 1, picture: null, ...more }) as shops.ShopItem; // An id in the contract's brand is not needed here.
const namesOf = (items: readonly shops.ShopItem[]) => items.map(({ name }) => name).join('');

test('toItems() keeps her order and notes, takes today’s stock, drops what is gone and adds what came in', () => {
  const draft = toDraft({ welcome: '', items: [item('b', { note: 'mine' }), item('a'), item('gone')] });
  const shop = { welcome: '', items: [item('new'), item('a'), item('b', { unitsInStock: 0 })] };

  const items = toItems(shop, draft);

  expect(namesOf(items)).toBe('banew');
  expect(items[0]).toMatchObject({ note: 'mine', unitsInStock: 0 });
});

test('moveItem() changes places with the neighbour, and nothing at the ends', () => {
  const items = ['a', 'b', 'c'].map((name) => item(name));

  expect(namesOf(moveItem(items, 'c', -1))).toBe('acb');
  expect(namesOf(moveItem(items, 'a', 1))).toBe('bac');
  expect(namesOf(moveItem(items, 'a', -1))).toBe('abc');
  expect(namesOf(moveItem(items, 'nobody', 1))).toBe('abc');
});
