import type { VariantId } from '@shoal/contract';
import type { Offer } from './orders-deps.ts';

/** What a buyer chose of an offer: the row that its stock is taken from, and what it is called and costs. */
export type ChosenShelf = {
  variantId: VariantId | null;
  variantName: string;
  unitPriceMinor: number;
  unitsInStock: number;
};

/** Undefined when the choice is not offered: none of the variants, or none named where there are some. */
export function chooseShelf(offer: Offer, variantId: VariantId | undefined): ChosenShelf | undefined {
  const { unitPriceMinor, unitsInStock, variants } = offer;
  if (variants.length === 0 && variantId === undefined)
    return { variantId: null, variantName: '', unitPriceMinor, unitsInStock: unitsInStock ?? 0 };
  const variant = variants.find((offered) => offered.variantId === variantId);
  return (
    variant && {
      variantId: variant.variantId,
      variantName: variant.name,
      unitPriceMinor: variant.priceMinor,
      unitsInStock: variant.unitsInStock,
    }
  );
}
