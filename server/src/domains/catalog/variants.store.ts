import type { ProductId, VariantId } from '@shoal/contract';
import type { Updateable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ProductRecord, VariantRecord } from './catalog.table.ts';

export type { VariantRecord };

/** Variants of products in the order that each keeps them, retired ones too. */
export async function listVariants(db: Db, productIds: readonly ProductId[]): Promise<VariantRecord[]> {
  if (productIds.length === 0) return [];
  return db
    .selectFrom('productVariants')
    .selectAll()
    .where('productId', 'in', [...productIds])
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** A variant of a product, also one that is offered no more. */
export const findVariant = (db: Db, productId: ProductId, variantId: VariantId): Promise<VariantRecord | undefined> =>
  db
    .selectFrom('productVariants')
    .selectAll()
    .where('id', '=', variantId)
    .where('productId', '=', productId)
    .executeTakeFirst();

/** Holds a product and its variants against other changes, and against orders of these variants, until the transaction ends. */
export async function lockVariants(
  tx: Db,
  productId: ProductId,
): Promise<{ product: ProductRecord | undefined; variants: VariantRecord[] }> {
  const product = await tx
    .selectFrom('products')
    .selectAll()
    .where('id', '=', productId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const variants = await tx
    .selectFrom('productVariants')
    .selectAll()
    .where('productId', '=', productId)
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute();
  return { product, variants };
}

export const insertVariant = (tx: Db, variant: VariantRecord) =>
  tx.insertInto('productVariants').values(variant).execute();

export const updateVariant = (tx: Db, variantId: VariantId, changes: Updateable<VariantRecord>) =>
  tx.updateTable('productVariants').set(changes).where('id', '=', variantId).execute();

export const deleteVariant = (tx: Db, variantId: VariantId) =>
  tx.deleteFrom('productVariants').where('id', '=', variantId).execute();
