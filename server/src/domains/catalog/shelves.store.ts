import type { ProductId, VariantId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

/** Where units stand: a variant's own row, or the row of a product that is sold without any. */
export type Shelf = { productId: ProductId; variantId: VariantId | null };

/**
 * Takes units off the shelf in one statement, so that two buyers cannot share the last one.
 * @returns false, having changed nothing, when fewer than `quantity` are left, or the variant is offered no more.
 */
export async function takeStock(db: Db, { productId, variantId }: Shelf, quantity: number): Promise<boolean> {
  const taking =
    variantId === null
      ? db
          .updateTable('products')
          .set((eb) => ({ unitsInStock: eb('unitsInStock', '-', quantity) }))
          .where('id', '=', productId)
          .where('unitsInStock', '>=', quantity)
      : db
          .updateTable('productVariants')
          .set((eb) => ({ unitsInStock: eb('unitsInStock', '-', quantity) }))
          .where('id', '=', variantId)
          .where('isActive', '=', true)
          .where('unitsInStock', '>=', quantity);
  return (await taking.executeTakeFirst()).numUpdatedRows === 1n;
}

/** Puts units back where they were taken from; of what is not kept in stock there any more nothing changes. */
export async function returnStock(db: Db, { productId, variantId }: Shelf, quantity: number): Promise<void> {
  const returning =
    variantId === null
      ? db
          .updateTable('products')
          .set((eb) => ({ unitsInStock: eb('unitsInStock', '+', quantity) }))
          .where('id', '=', productId)
      : db
          .updateTable('productVariants')
          .set((eb) => ({ unitsInStock: eb('unitsInStock', '+', quantity) }))
          .where('id', '=', variantId);
  await returning.execute();
}
