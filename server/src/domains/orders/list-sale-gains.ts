import type { Currency, ProductId, ShowId, shares } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { computeCommission } from './commission-due.ts';

type SoldInShow = {
  productId: ProductId;
  unitPriceMinor: number;
  currency: Currency;
  commissionBps: number;
  afterSaleDays: number;
  /** Variants at other prices bring more. */
  isFrom: boolean;
};

export type ListSaleGainsDeps = {
  db: Db;
  /** Throws `shows.not_found` when she may not enter. */
  checkGuest: (db: Db, caller: Member, showId: ShowId) => Promise<unknown>;
  listShowOffers: (db: Db, showId: ShowId) => Promise<SoldInShow[]>;
};

/** What one unit of each product brings her, by the rule that books an order. @throws AppError `shows.not_found` */
export async function listSaleGains(
  { checkGuest, db, listShowOffers }: ListSaleGainsDeps,
  caller: Member,
  showId: ShowId,
): Promise<shares.SaleGain[]> {
  await checkGuest(db, caller, showId);
  return (await listShowOffers(db, showId)).map(({ afterSaleDays, currency, isFrom, productId, ...terms }) => ({
    productId,
    afterSaleDays,
    isFrom,
    perSale: {
      amountMinor: computeCommission({ ...terms, quantity: 1, refundedQuantity: 0 }),
      currency,
    },
  }));
}
