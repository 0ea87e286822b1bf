import type { ProductId, ShareCode } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { KeepProven } from '../../platform/said-words.ts';

type Named = { brandName: string; productId: ProductId; productName: string };
export type FormOfferDeps<Offer> = {
  db: Db;
  now: () => Date;
  findOffer: (db: Db, code: ShareCode) => Promise<Offer | undefined>;
  keepProven: KeepProven;
};

/**
 * What an order's form offers; undefined when nothing is sold behind the link. Where nothing is left of the product's name it is
 * called by its brand; the order keeps the name itself.
 */
export async function getFormOffer<Offer extends Named>(
  { db, findOffer, keepProven, now }: FormOfferDeps<Offer>,
  code: ShareCode,
): Promise<Offer | undefined> {
  const offer = await findOffer(db, code);
  if (!offer) return undefined;
  const { brandName, productId, productName: text } = offer;
  const [left] = await keepProven(db, [{ field: 'product.name', text, about: { productId } }], now());
  return { ...offer, productName: left || brandName };
}
