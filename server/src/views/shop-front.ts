import type { AccountId, catalog } from '@shoal/contract';
import type { Db } from '../platform/database.ts';
import { toPicture } from '../platform/picture-path.ts';
import { listShopItems, type ShopItem } from './shop-items.ts';
import { type ComingShow, findComingShow, listShopShows, type ShopShow } from './shop-shows.ts';

/** All that visitors of a shopkeeper's shop see. */
export type ShopFrontFacts = {
  shopkeeper: { displayName: string; tagline: string; face: catalog.Picture | null };
  items: ShopItem[];
  shows: ShopShow[];
  coming: ComingShow | undefined;
};

/** What stands in her shop now; what she hides is left out. */
export async function readShopFront(db: Db, shopkeeperId: AccountId, now: Date): Promise<ShopFrontFacts> {
  const [shopkeeper, items, shows, coming] = await Promise.all([
    getShopkeeper(db, shopkeeperId),
    listShopItems(db, shopkeeperId),
    listShopShows(db, shopkeeperId),
    findComingShow(db, shopkeeperId, now),
  ]);
  return { shopkeeper, shows, coming, items: items.filter(({ isHidden }) => !isHidden) };
}

async function getShopkeeper(db: Db, shopkeeperId: AccountId): Promise<ShopFrontFacts['shopkeeper']> {
  const { displayName, format, height, id, tagline, width } = await db
    .selectFrom('accounts')
    .leftJoin('pictures', 'pictures.id', 'accounts.facePictureId')
    .select(['displayName', 'tagline', 'pictures.id', 'pictures.format', 'pictures.width', 'pictures.height'])
    .where('accounts.id', '=', shopkeeperId)
    .executeTakeFirstOrThrow();
  return {
    displayName,
    tagline,
    face: id && format && width && height ? toPicture({ id, format, width, height }) : null,
  };
}
