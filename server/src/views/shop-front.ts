import type { AccountId, catalog } from '@shoal/contract';
import type { Db } from '../platform/database.ts';
import { toPicture } from '../platform/picture-path.ts';
import { isAdMarked } from './ad-mark.ts';
import { listShopItems, type ShopItem } from './shop-items.ts';
import { type ComingShow, findComingShow, listShopShows, type ShopShow } from './shop-shows.ts';

/** All that visitors of a shopkeeper's shop see. */
export type ShopFrontFacts = {
  shopkeeper: { displayName: string; tagline: string; face: catalog.Picture | null };
  items: ShopItem[];
  shows: ShopShow[];
  coming: ComingShow | undefined;
  /** Whether the page says that it is advertising. */
  isAdMarked: boolean;
};

/** What stands in her shop now; what she hides is left out. */
export async function readShopFront(db: Db, shopkeeperId: AccountId, now: Date): Promise<ShopFrontFacts> {
  const [{ isAdMarked: isMarked, ...shopkeeper }, items, shows, coming] = await Promise.all([
    getShopkeeper(db, shopkeeperId),
    listShopItems(db, shopkeeperId),
    listShopShows(db, shopkeeperId),
    findComingShow(db, shopkeeperId, now),
  ]);
  return { shopkeeper, shows, coming, isAdMarked: isMarked, items: items.filter(({ isHidden }) => !isHidden) };
}

async function getShopkeeper(db: Db, shopkeeperId: AccountId) {
  const {
    displayName,
    format,
    height,
    id,
    isAdMarked: isMarked,
    tagline,
    width,
  } = await db
    .selectFrom('accounts')
    .leftJoin('pictures', 'pictures.id', 'accounts.facePictureId')
    .select(['displayName', 'tagline', 'pictures.id', 'pictures.format', 'pictures.width', 'pictures.height'])
    .select(isAdMarked.as('isAdMarked'))
    .where('accounts.id', '=', shopkeeperId)
    .executeTakeFirstOrThrow();
  return {
    displayName,
    tagline,
    isAdMarked: isMarked,
    face: id && format && width && height ? toPicture({ id, format, width, height }) : null,
  };
}
