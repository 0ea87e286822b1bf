import type { Currency, ProductId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { isFromPrice, unitsOnShelf } from './offered-variants.ts';

/** How a product that was dropped in a show is sold, at the catalog's terms of this moment. */
export type ShowOffer = {
  productId: ProductId;
  /** Of its variants the lowest. */
  unitPriceMinor: number;
  /** Variants at other prices bring more. */
  isFrom: boolean;
  currency: Currency;
  commissionBps: number;
  afterSaleDays: number;
};

/** The products behind a show's drops that still stand and are sold on pages. */
export const listShowOffers = (db: Db, showId: ShowId): Promise<ShowOffer[]> =>
  db
    .selectFrom('products')
    .select(['id as productId', 'priceMinor as unitPriceMinor', 'currency', 'commissionBps', 'afterSaleDays'])
    .select(isFromPrice.as('isFrom'))
    .where(unitsOnShelf, 'is not', null)
    .where(
      sql<boolean>`id in (select m.product_id from drops d join materials m on m.id = d.material_id
        where d.show_id = ${showId} and d.recall_seq is null)`,
    )
    .orderBy('id')
    .execute();
