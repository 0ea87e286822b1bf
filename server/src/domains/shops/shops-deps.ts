import type { AccountId, catalog, MaterialId, PictureId, ShareCode, ShowId, shops } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { CheckWords, MarkWords } from '../../platform/said-words.ts';

/** A product of hers as a read-only view finds it. */
export type FoundItem = shops.ShopItem & {
  showId: ShowId;
  materialId: MaterialId;
  code: ShareCode | null;
  brandName: string;
};

/** What shops need from outside. compose.ts plugs it in. */
export type ShopsDeps = {
  db: Db;
  now: () => Date;
  publicUrl: string;
  newShopAddress: () => string;
  /** What she says in her shop. Throws `catalog.claim_unproven` with the sentences marked. */
  checkWords: CheckWords;
  markWords: MarkWords;
  listItems: (db: Db, shopkeeperId: AccountId) => Promise<FoundItem[]>;
  listCandidates: (db: Db, shopkeeperId: AccountId) => Promise<shops.ShopCandidate[]>;
  /** Throws `catalog.not_found` unless the member uploaded it herself. */
  checkPicture: (db: Db, caller: Member, pictureId: PictureId) => Promise<void>;
  loadPictures: (db: Db, ids: readonly (PictureId | null)[]) => Promise<ReadonlyMap<PictureId, catalog.Picture>>;
};
