import type { BrandId, ProductId } from '@shoal/contract';
import type { Say } from '../../platform/said-words.ts';

type Titled = { title: string; brandId: BrandId | null; brandName: string };
/** What of a shop is words. */
export type FrontWords = {
  welcome: string;
  shopkeeper: { tagline: string };
  items: readonly { productId: ProductId; name: string; brandName: string; note: string }[];
  shows: readonly Titled[];
  coming: Titled | undefined;
};

/** A shop in words that may be shown; a name or a title of which nothing is left gives way to the brand's name. */
export function sayFront<T extends FrontWords>(say: Say, front: T): T {
  const { coming, items, shopkeeper, shows, welcome } = front;
  const sayTitle = <S extends Titled>(show: S): S => ({
    ...show,
    title: say('show.title', show.title, show.brandId && { brandId: show.brandId }) || show.brandName,
  });
  return {
    ...front,
    welcome: say('shop.welcome', welcome, null),
    shopkeeper: { ...shopkeeper, tagline: say('account.tagline', shopkeeper.tagline, null) },
    items: items.map(({ brandName, name, note, productId, ...item }) => {
      const about = { productId };
      const [saidName, saidNote] = [say('product.name', name, about), say('shop.note', note, about)];
      return { ...item, productId, brandName, name: saidName || brandName, note: saidNote };
    }),
    shows: shows.map(sayTitle),
    coming: coming && sayTitle(coming),
  };
}
