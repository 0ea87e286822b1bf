import type { BrandId, catalog, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { getFound, insertBrand, listBrands, updateBrand } from './catalog.store.ts';
import type { BrandRights } from './check-brand.ts';
import { dropUndefined } from './drop-undefined.ts';
import { toBrands } from './to-wire.ts';

export type SaveBrandDeps = BrandRights & { now: () => Date; newBrandId: () => BrandId };

/** Brands the caller may make shows for, by name. */
export async function listOwnBrands({ db, findBrandIds }: BrandRights, caller: Member): Promise<catalog.Brand[]> {
  if (caller.role === 'operator') return toBrands(db, await listBrands(db));
  const brandIds = await findBrandIds(db, caller.accountId);
  return brandIds.length === 0 ? [] : toBrands(db, await listBrands(db, brandIds));
}

/** @throws AppError `catalog.not_found` when the logo is no stored picture. */
export async function createBrand(
  { db, newBrandId, now }: SaveBrandDeps,
  input: RouteInput<typeof catalog.createBrand>,
): Promise<catalog.Brand> {
  const brand = await insertBrand(db, { id: newBrandId(), createdAt: now(), ...input });
  return getFound((await toBrands(db, [brand]))[0], 'brand');
}

/** @throws AppError `catalog.not_found` */
export async function changeBrand(
  { db }: SaveBrandDeps,
  { brandId, ...changes }: RouteInput<typeof catalog.updateBrand>,
): Promise<catalog.Brand> {
  const set = dropUndefined(changes);
  const rows = Object.keys(set).length > 0 ? [await updateBrand(db, brandId, set)] : await listBrands(db, [brandId]);
  return getFound((await toBrands(db, rows))[0], `brand ${brandId}`);
}
