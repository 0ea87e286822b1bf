import { type AccountId, AppError, type BrandId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { hasBrand } from './catalog.store.ts';

export type BrandRights = {
  db: Db;
  /** Brands whose shows an account may command. */
  findBrandIds: (db: Db, accountId: AccountId) => Promise<BrandId[]>;
};

/**
 * The operator works on every brand, a host on those she belongs to. A foreign brand looks like none at all.
 * @throws AppError `catalog.not_found`
 */
export async function checkBrand({ db, findBrandIds }: BrandRights, caller: Member, brandId: BrandId): Promise<void> {
  if ((await worksOn({ db, findBrandIds }, caller, brandId)) && (await hasBrand(db, brandId))) return;
  throw new AppError('catalog.not_found', `no brand ${brandId} for this account`);
}

/**
 * A product or material of a brand that the caller works on; of any other it looks like none, in words too.
 * @throws AppError `catalog.not_found`
 */
export async function getBrandPart<T extends { brandId: BrandId }>(
  rights: BrandRights,
  caller: Member,
  { name, part }: { part: T | undefined; name: string },
): Promise<T> {
  if (part && (await worksOn(rights, caller, part.brandId))) return part;
  throw new AppError('catalog.not_found', `no ${name} for this account`);
}

const worksOn = async ({ db, findBrandIds }: BrandRights, caller: Member, brandId: BrandId): Promise<boolean> =>
  caller.role === 'operator' || (await findBrandIds(db, caller.accountId)).includes(brandId);
