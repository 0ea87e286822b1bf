import type { AccountId } from '@shoal/contract';
import { checkPicture } from '../domains/catalog/check-exists.ts';
import { checkWords } from '../domains/catalog/check-words.ts';
import { keepProven } from '../domains/catalog/keep-proven.ts';
import { markWords } from '../domains/catalog/mark-words.ts';
import { loadPictures } from '../domains/catalog/to-wire.ts';
import { newShareCode } from '../domains/shares/new-share-code.ts';
import { openLink } from '../domains/shares/open-link.ts';
import { findShareByCode } from '../domains/shares/shares.store.ts';
import { getShopFront } from '../domains/shops/get-shop-front.ts';
import { newShopAddress } from '../domains/shops/new-shop-address.ts';
import { mountShopRoutes } from '../domains/shops/shops.routes.ts';
import { getNonce } from '../http/security-headers.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';
import { frontPages } from '../shop-pages/front-pages.ts';
import { readShopFront } from '../views/shop-front.ts';
import { listShopCandidates, listShopItems } from '../views/shop-items.ts';
import type { Ground } from './ground.ts';
import { createPageAssets } from './shop-pages.ts';

export function composeShops(ground: Ground): void {
  const { api, config, db, limits, now, pages } = ground;
  const { publicUrl } = config;
  mountShopRoutes(api.on, {
    db,
    now,
    publicUrl,
    newShopAddress,
    checkWords,
    markWords,
    checkPicture,
    loadPictures,
    listItems: listShopItems,
    listCandidates: listShopCandidates,
  });
  const readFront = (from: Db, shopkeeperId: AccountId) => readShopFront(from, shopkeeperId, now());
  pages.push(
    frontPages({
      publicUrl,
      getNonce,
      readAssets: createPageAssets(ground),
      getFront: (address, ip) => getShopFront({ db, limits, now, keepProven, readFront }, address, ip),
      findShopkeeper: (code) => findShareByCode(db, code),
      openLink: (wanted) => openLink({ db, now, newShareCode, newShareId: newId }, wanted),
      takeTurn: (ip) => limits.take({ name: 'links-opened', points: 60, windowSeconds: 60 }, ip),
    }),
  );
}
