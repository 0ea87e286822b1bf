import type { BrandId, catalog, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { getFound, insertBrand, listBrands, updateBrand } from './catalog.store.ts';
import type { BrandRights } from './check-brand.ts';
import { checkWords } from './check-words.ts';
import { dropUndefined } from './drop-undefined.ts';
import { makeOnce } from './make-once.ts';
import { toBrands } from './to-wire.ts';

export type SaveBrandDeps = BrandRights & { now: () => Date; newBrandId: () => BrandId };

/** Brands the caller may make shows for, by name. */
export async function listOwnBrands({ db, findBrandIds }: BrandRights, caller: Member): Promise<catalog.Brand[]> {
  if (caller.role === 'operator') return toBrands(db, await listBrands(db));
  const brandIds = await findBrandIds(db, caller.accountId);
  return brandIds.length === 0 ? [] : toBrands(db, await listBrands(db, brandIds));
}

/**
 * Makes a brand. Its story may claim nothing yet: there is no card of a brand that is not there.
 * @throws AppError `catalog.not_found` when the logo is no stored picture | `catalog.claim_unproven` with the sentences marked
 * | `request.key_reused`
 */
export function createBrand(
  { db, newBrandId, now }: SaveBrandDeps,
  caller: Member,
  input: RouteInput<typeof catalog.createBrand>,
): Promise<catalog.Brand> {
  return makeOnce(db, { name: 'brand made', caller, input }, async (tx) => {
    const { idempotencyKey: _, ...written } = input;
    const brand = await insertBrand(tx, { id: newBrandId(), createdAt: now(), ...written });
    await checkWords(tx, [{ field: 'brand.story', text: brand.story, about: null }], now());
    return getFound((await toBrands(tx, [brand]))[0], 'brand');
  });
}

/** @throws AppError `catalog.not_found` | `catalog.claim_unproven` with the sentences marked */
export async function changeBrand(
  { db, now }: SaveBrandDeps,
  { brandId, ...changes }: RouteInput<typeof catalog.updateBrand>,
): Promise<catalog.Brand> {
  const [before] = await listBrands(db, [brandId]);
  if (changes.story !== undefined && changes.story !== before?.story)
    await checkWords(db, [{ field: 'brand.story', text: changes.story, about: { brandId } }], now());
  const set = dropUndefined(changes);
  const rows = Object.keys(set).length > 0 ? [await updateBrand(db, brandId, set)] : await listBrands(db, [brandId]);
  return getFound((await toBrands(db, rows))[0], `brand ${brandId}`);
}
