import type { ProductId, ShareCode } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { type KeepProven, sayVariants, writeProven } from '../../platform/said-words.ts';

type Named = {
  brandName: string;
  productId: ProductId;
  productName: string;
  variants: readonly { name: string }[];
};
export type FormOfferDeps<Offer> = {
  db: Db;
  now: () => Date;
  findOffer: (db: Db, code: ShareCode) => Promise<Offer | undefined>;
  keepProven: KeepProven;
};

/**
 * What an order's form offers; undefined when nothing is sold behind the link. Where nothing is left of the product's name it is
 * called by its brand, and a variant by its place; the order keeps the names themselves.
 */
export async function getFormOffer<Offer extends Named>(
  { db, findOffer, keepProven, now }: FormOfferDeps<Offer>,
  code: ShareCode,
): Promise<Offer | undefined> {
  const offer = await findOffer(db, code);
  if (!offer) return undefined;
  const { brandName, productId, productName, variants } = offer;
  const about = { productId };
  return writeProven(
    (said) => keepProven(db, said, now()),
    (say) => ({
      ...offer,
      productName: say('product.name', productName, about) || brandName,
      variants: sayVariants(say, variants, about),
    }),
  );
}
