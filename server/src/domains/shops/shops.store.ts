import type { AccountId, PictureId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { ShopItemRecord, ShopRecord } from './shops.table.ts';

/** Her shop; made when she has none yet. Of two at once the second gets the first one's address. */
export async function openShopOnce(db: Db, shop: ShopRecord): Promise<ShopRecord> {
  await db
    .insertInto('shops')
    .values(shop)
    .onConflict((conflict) => conflict.column('shopkeeperId').doNothing())
    .execute();
  return db.selectFrom('shops').selectAll().where('shopkeeperId', '=', shop.shopkeeperId).executeTakeFirstOrThrow();
}

/** Holds her shop to the end of the transaction, so that two arrangements never mix. */
export const setWelcome = async (tx: Db, shopkeeperId: AccountId, welcome: string): Promise<void> => {
  await tx.updateTable('shops').set({ welcome }).where('shopkeeperId', '=', shopkeeperId).execute();
};

/** Puts these items in the place of all that she had. */
export async function replaceItems(tx: Db, shopkeeperId: AccountId, items: readonly ShopItemRecord[]): Promise<void> {
  await tx.deleteFrom('shopItems').where('shopkeeperId', '=', shopkeeperId).execute();
  if (items.length > 0) await tx.insertInto('shopItems').values(items).execute();
}

export type StoredLook = { name: string; accent: string | null; bannerPictureId: PictureId | null };

/** What was chosen; undefined while nobody chose anything. */
export const findLook = (db: Db): Promise<StoredLook | undefined> =>
  db.selectFrom('shopLook').select(['name', 'accent', 'bannerPictureId']).executeTakeFirst();

export const replaceLook = async (db: Db, look: StoredLook): Promise<void> => {
  await db
    .insertInto('shopLook')
    .values({ isOnly: true, ...look })
    .onConflict((conflict) => conflict.column('isOnly').doUpdateSet(look))
    .execute();
};

/** The shopkeeper whose shop has this address; undefined when nobody's has, or she is gone. */
export const findShopByAddress = (db: Db, address: string) =>
  db
    .selectFrom('shops')
    .innerJoin('accounts', 'accounts.id', 'shops.shopkeeperId')
    .select(['shops.shopkeeperId', 'shops.address', 'shops.welcome'])
    .where('shops.address', '=', address)
    .where('accounts.removedAt', 'is', null)
    .executeTakeFirst();
