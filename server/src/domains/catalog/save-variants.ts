import { AppError, type catalog, type ProductId, type VariantId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { type ProductRecord, updateProduct } from './catalog.store.ts';
import { deleteVariant, insertVariant, lockVariants, updateVariant, type VariantRecord } from './variants.store.ts';

export type SaveVariantsDeps = {
  newVariantId: () => VariantId;
  /** Those of them that orders name. */
  listOrderedVariants: (db: Db, variantIds: readonly VariantId[]) => Promise<VariantId[]>;
};

export type VariantsToSave = {
  productId: ProductId;
  variants: readonly catalog.VariantInput[] | undefined;
  /** What was asked for as stock of the product itself. */
  ownStock: number | null | undefined;
};

/**
 * Makes a product's variants those of the list, in its order. What is missing from it is deleted, or retired where orders
 * name it. Undefined: they stay as they are. Run after the product itself was saved, in the same transaction.
 * @throws AppError `catalog.not_found` for a variant of another product | `request.invalid` for stock of a product that
 * offers variants
 */
export async function saveVariants(
  deps: SaveVariantsDeps,
  tx: Db,
  { ownStock, productId, variants }: VariantsToSave,
): Promise<ProductRecord> {
  const { product, variants: before } = await lockVariants(tx, productId);
  if (!product) throw new AppError('catalog.not_found', `no product ${productId}`);
  const after = variants ? await replaceVariants(deps, tx, { productId, before, variants }) : before;
  const offered = after.filter(({ isActive }) => isActive);
  if (offered.length === 0) return product;
  if (typeof ownStock === 'number')
    throw new AppError('request.invalid', 'a product that offers variants keeps its stock on them');
  return updateProduct(tx, productId, {
    priceMinor: Math.min(...offered.map(({ priceMinor }) => priceMinor)),
    unitsInStock: null,
  });
}

type Replacing = {
  productId: ProductId;
  before: readonly VariantRecord[];
  variants: readonly catalog.VariantInput[];
};

async function replaceVariants(
  deps: SaveVariantsDeps,
  tx: Db,
  { before, productId, variants }: Replacing,
): Promise<VariantRecord[]> {
  const known = new Map(before.map((variant) => [variant.id, variant]));
  const kept: VariantRecord[] = [];
  for (const [position, { isActive, name, priceMinor, unitsInStock, variantId }] of variants.entries()) {
    const old = variantId && known.get(variantId);
    if (variantId && !old) throw new AppError('catalog.not_found', `no variant ${variantId} of this product`);
    const units = unitsInStock === undefined ? (old?.unitsInStock ?? null) : unitsInStock;
    const row = { productId, name, priceMinor, isActive, position, unitsInStock: units };
    const variant = { ...row, id: old ? old.id : deps.newVariantId() };
    await (old ? updateVariant(tx, old.id, row) : insertVariant(tx, variant));
    kept.push(variant);
  }
  const named = new Set(kept.map(({ id }) => id));
  const gone = before.filter(({ id }) => !named.has(id));
  return [...kept, ...(await removeVariants(deps, tx, gone, kept.length))];
}

/** Deletes what no order names. @returns those that stay, retired, after all that are kept */
async function removeVariants(
  { listOrderedVariants }: SaveVariantsDeps,
  tx: Db,
  gone: readonly VariantRecord[],
  firstPosition: number,
): Promise<VariantRecord[]> {
  const ordered = new Set(
    await listOrderedVariants(
      tx,
      gone.map(({ id }) => id),
    ),
  );
  const retired: VariantRecord[] = [];
  for (const variant of gone) {
    if (!ordered.has(variant.id)) {
      await deleteVariant(tx, variant.id);
      continue;
    }
    const change = { isActive: false, position: firstPosition + retired.length };
    await updateVariant(tx, variant.id, change);
    retired.push({ ...variant, ...change });
  }
  return retired;
}
