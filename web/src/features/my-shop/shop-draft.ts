import type { shops } from '@shoal/contract';

type Shop = { welcome: string; items: readonly shops.ShopItem[] };
/** What she changed and has not saved. */
export type Draft = { welcome: string; items: readonly shops.ShopItem[] };

export const toDraft = ({ items, welcome }: Shop): Draft => ({ items, welcome });

/** The items as drafted: with names and prices of now, without what is gone, and with what came in at the end. */
export function toItems(shop: Shop, draft: Draft): shops.ShopItem[] {
  const known = new Map(shop.items.map((item) => [item.productId, item]));
  const placed = draft.items.flatMap(({ isHidden, note, productId }) => {
    const item = known.get(productId);
    return item ? [{ ...item, note, isHidden }] : [];
  });
  const isPlaced = new Set(placed.map(({ productId }) => productId));
  return [...placed, ...shop.items.filter(({ productId }) => !isPlaced.has(productId))];
}

/** One place up or down; at either end nothing moves. */
export function moveItem<T extends { productId: string }>(items: readonly T[], productId: string, by: -1 | 1): T[] {
  const from = items.findIndex((item) => item.productId === productId);
  const to = from + by;
  const [one, other] = [items[from], items[to]];
  if (!one || !other) return [...items];
  return items.map((item, at) => (at === from ? other : at === to ? one : item));
}
