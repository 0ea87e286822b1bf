import type { BrandId, catalog, Money, ProductId, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findProducts, getFound, insertProduct, listProducts, updateProduct } from './catalog.store.ts';
import { type BrandRights, checkBrand, getBrandPart } from './check-brand.ts';
import { dropUndefined } from './drop-undefined.ts';
import { makeOnce } from './make-once.ts';
import { type SaveVariantsDeps, saveVariants, type VariantsToSave } from './save-variants.ts';
import { toKeptProducts } from './to-wire.ts';

export type SaveProductDeps = BrandRights & SaveVariantsDeps & { now: () => Date; newProductId: () => ProductId };

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

/** @throws AppError `catalog.not_found` | `request.invalid` | `request.key_reused` */
export async function createProduct(
  deps: SaveProductDeps,
  caller: Member,
  input: RouteInput<typeof catalog.createProduct>,
): Promise<catalog.KeptProduct> {
  await checkBrand(deps, caller, input.brandId);
  return makeOnce(deps.db, { name: 'product made', caller, input }, async (tx) => {
    const { idempotencyKey: _, price, sale, variants, ...rest } = input;
    const row = { id: deps.newProductId(), createdAt: deps.now(), ...rest, ...sale, ...toPrice(price) };
    await insertProduct(tx, row);
    return saveParts(deps, tx, { productId: row.id, variants, ownStock: sale.unitsInStock });
  });
}

/** @throws AppError `catalog.not_found` | `request.invalid` */
export async function changeProduct(
  deps: SaveProductDeps,
  caller: Member,
  { price, productId, sale, variants, ...rest }: RouteInput<typeof catalog.updateProduct>,
): Promise<catalog.KeptProduct> {
  const [part] = await findProducts(deps.db, [productId]);
  await getBrandPart(deps, caller, { part, name: `product ${productId}` });
  const changes = { ...dropUndefined(rest), ...(price && toPrice(price)), ...dropUndefined(sale ?? {}) };
  return deps.db.transaction().execute(async (tx) => {
    if (Object.keys(changes).length > 0) await updateProduct(tx, productId, changes);
    return saveParts(deps, tx, { productId, variants, ownStock: sale?.unitsInStock });
  });
}

/** In the transaction that saved the product: it shares price and stock with its variants. */
async function saveParts(deps: SaveProductDeps, tx: Db, parts: VariantsToSave): Promise<catalog.KeptProduct> {
  const row = await saveVariants(deps, tx, parts);
  return getFound((await toKeptProducts(tx, [row]))[0], 'product');
}
