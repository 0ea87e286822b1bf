import type { MaterialId, recalls } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** The product, and the variant where one was chosen. */
const goodsName = sql<string>`concat_ws(' · ', orders.product_name, nullif(orders.variant_name, ''))`;

/** Orders that were placed through links of materials, without what was given up unpaid. */
export const selectBought = (db: Db) =>
  db
    .selectFrom('orders')
    .innerJoin('shares', 'shares.id', 'orders.shareId')
    .select(['orders.id as orderId', 'orders.quantity', 'orders.state', 'orders.placedAt'])
    .select(goodsName.as('productName'))
    .select(['orders.buyerName as name', 'orders.buyerPhone as phone'])
    .where('orders.state', '<>', 'cancelled')
    .orderBy('orders.placedAt', 'desc')
    .orderBy('orders.id', 'desc');

/** Who bought through any link of a material, newest first. */
export async function listAffectedBuyers(
  db: Db,
  materialId: MaterialId,
  limit: number,
): Promise<recalls.AffectedBuyer[]> {
  const rows = await selectBought(db)
    .innerJoin('accounts', 'accounts.id', 'orders.shopkeeperId')
    .select('accounts.displayName as shopkeeperName')
    .where('shares.materialId', '=', materialId)
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, placedAt: row.placedAt.toISOString() }));
}
