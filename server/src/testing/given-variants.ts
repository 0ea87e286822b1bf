import type { ProductId, VariantId } from '@shoal/contract';
import { updateProduct } from '../domains/catalog/catalog.store.ts';
import { insertVariant } from '../domains/catalog/variants.store.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';

export type GivenVariant = { name: string; priceMinor: number; unitsInStock: number | null; isActive?: boolean };

/** A product that offers these, as saving it leaves it. @returns their ids, in order */
export async function givenVariants(
  db: Db,
  productId: ProductId,
  variants: readonly GivenVariant[],
): Promise<VariantId[]> {
  const rows = variants.map((variant, position) => ({
    id: newId<VariantId>(),
    isActive: true,
    ...variant,
    productId,
    position,
  }));
  for (const row of rows) await insertVariant(db, row);
  const priceMinor = Math.min(...variants.map((variant) => variant.priceMinor));
  await updateProduct(db, productId, { unitsInStock: null, priceMinor });
  return rows.map(({ id }) => id);
}

/** What stands on each shelf of a product: its own, and those of its variants in order. */
export async function readStock(db: Db, productId: ProductId): Promise<{ own: number | null; variants: unknown[] }> {
  const product = await db
    .selectFrom('products')
    .select('unitsInStock')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow();
  const variants = await db
    .selectFrom('productVariants')
    .select('unitsInStock')
    .where('productId', '=', productId)
    .orderBy('position')
    .execute();
  return { own: product.unitsInStock, variants: variants.map(({ unitsInStock }) => unitsInStock) };
}
