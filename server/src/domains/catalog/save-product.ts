import type { BrandId, catalog, Money, ProductId, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { findProducts, getFound, insertProduct, listProducts, updateProduct } from './catalog.store.ts';
import { type BrandRights, checkBrand, getBrandPart } from './check-brand.ts';
import { dropUndefined } from './drop-undefined.ts';
import { makeOnce } from './make-once.ts';
import { toKeptProducts } from './to-wire.ts';

export type SaveProductDeps = BrandRights & { now: () => Date; newProductId: () => ProductId };

const toPrice = ({ amountMinor, currency }: Money) => ({ priceMinor: amountMinor, currency });

/** @throws AppError `catalog.not_found` */
export async function listBrandProducts(
  rights: BrandRights,
  caller: Member,
  brandId: BrandId,
): Promise<catalog.KeptProduct[]> {
  await checkBrand(rights, caller, brandId);
  return toKeptProducts(rights.db, await listProducts(rights.db, brandId));
}

/** @throws AppError `catalog.not_found` | `request.key_reused` */
export async function createProduct(
  deps: SaveProductDeps,
  caller: Member,
  input: RouteInput<typeof catalog.createProduct>,
): Promise<catalog.KeptProduct> {
  await checkBrand(deps, caller, input.brandId);
  return makeOnce(deps.db, { name: 'product made', caller, input }, async (tx) => {
    const { idempotencyKey: _, price, sale, ...rest } = input;
    const row = { id: deps.newProductId(), createdAt: deps.now(), ...rest, ...sale, ...toPrice(price) };
    return getFound((await toKeptProducts(tx, [await insertProduct(tx, row)]))[0], 'product');
  });
}

/** @throws AppError `catalog.not_found` */
export async function changeProduct(
  deps: SaveProductDeps,
  caller: Member,
  { price, productId, sale, ...rest }: RouteInput<typeof catalog.updateProduct>,
): Promise<catalog.KeptProduct> {
  const [part] = await findProducts(deps.db, [productId]);
  const before = await getBrandPart(deps, caller, { part, name: `product ${productId}` });
  const changes = { ...dropUndefined(rest), ...(price && toPrice(price)), ...sale };
  const row = Object.keys(changes).length > 0 ? await updateProduct(deps.db, productId, changes) : before;
  return getFound((await toKeptProducts(deps.db, [row]))[0], 'product');
}
