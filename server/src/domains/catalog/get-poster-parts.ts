import { AppError, type BrandId, type catalog, type ProductId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { getAdMark } from './ad-mark.ts';
import { getFound, listBrands } from './catalog.store.ts';
import { type BrandRights, checkBrand } from './check-brand.ts';
import { loadProducts, toBrands } from './to-wire.ts';

export type PosterParts = { brand: catalog.Brand; product: catalog.Product | null; isAdMarked: boolean };

/**
 * What a poster of a draft shows of the catalog.
 * @throws AppError `catalog.not_found`, also when the product belongs to another brand
 */
export async function getPosterParts(
  rights: BrandRights,
  caller: Member,
  { brandId, productId }: { brandId: BrandId; productId: ProductId | null },
): Promise<PosterParts> {
  const { db } = rights;
  await checkBrand(rights, caller, brandId);
  const brand = getFound((await toBrands(db, await listBrands(db, [brandId])))[0], `brand ${brandId}`);
  const [product = null] = productId ? await loadProducts(db, [productId]) : [];
  if (product && product.brandId !== brandId) throw new AppError('catalog.not_found', 'a product of another brand');
  return { brand, product, isAdMarked: (await getAdMark({ db })).isShown };
}
