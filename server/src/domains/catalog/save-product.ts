import type { BrandId, catalog, Money, ProductId, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { findProducts, getFound, insertProduct, listProducts, updateProduct } from './catalog.store.ts';
import { type BrandRights, checkBrand, getBrandPart } from './check-brand.ts';
import { dropUndefined } from './drop-undefined.ts';
import { toProducts } from './to-wire.ts';

export type SaveProductDeps = BrandRights & { now: () => Date; newProductId: () => ProductId };

const toPrice = ({ amountMinor, currency }: Money) => ({ priceMinor: amountMinor, currency });

/** @throws AppError `catalog.not_found` */
export async function listBrandProducts(
  rights: BrandRights,
  caller: Member,
  brandId: BrandId,
): Promise<catalog.Product[]> {
  await checkBrand(rights, caller, brandId);
  return toProducts(rights.db, await listProducts(rights.db, brandId));
}

/** @throws AppError `catalog.not_found` */
export async function createProduct(
  deps: SaveProductDeps,
  caller: Member,
  { price, ...rest }: RouteInput<typeof catalog.createProduct>,
): Promise<catalog.Product> {
  await checkBrand(deps, caller, rest.brandId);
  const row = { id: deps.newProductId(), createdAt: deps.now(), ...rest, ...toPrice(price) };
  return getFound((await toProducts(deps.db, [await insertProduct(deps.db, row)]))[0], 'product');
}

/** @throws AppError `catalog.not_found` */
export async function changeProduct(
  deps: SaveProductDeps,
  caller: Member,
  { price, productId, ...rest }: RouteInput<typeof catalog.updateProduct>,
): Promise<catalog.Product> {
  const [part] = await findProducts(deps.db, [productId]);
  const before = await getBrandPart(deps, caller, { part, name: `product ${productId}` });
  const changes = { ...dropUndefined(rest), ...(price && toPrice(price)) };
  const row = Object.keys(changes).length > 0 ? await updateProduct(deps.db, productId, changes) : before;
  return getFound((await toProducts(deps.db, [row]))[0], 'product');
}
