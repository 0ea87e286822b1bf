import type { catalog } from '@shoal/contract';
import { randomUuid } from '../../live/random-id.ts';

/** A variant as the form holds it. */
export type VariantDraft = {
  key: string;
  /** Undefined until it is saved. */
  variantId: catalog.KeptVariant['variantId'] | undefined;
  name: string;
  priceMinor: number;
  unitsInStock: number | null;
  /** What was there when the form opened: unchanged it is not sent, so that what sells meanwhile stays sold. */
  knownUnits: number | null | undefined;
  isActive: boolean;
};

export const toVariantDrafts = (variants: readonly catalog.KeptVariant[]): VariantDraft[] =>
  variants.map(({ isActive, name, price, unitsInStock, variantId }) => ({
    key: variantId,
    variantId,
    name,
    priceMinor: price.amountMinor,
    unitsInStock,
    knownUnits: unitsInStock,
    isActive,
  }));

/** One more, at the price of the one before it. */
export const toNewVariant = (priceMinor: number): VariantDraft => ({
  key: randomUuid(),
  variantId: undefined,
  name: '',
  priceMinor,
  unitsInStock: null,
  knownUnits: undefined,
  isActive: true,
});

/** What is sent: all of them, in order. */
export const toVariantInputs = (drafts: readonly VariantDraft[]): catalog.VariantInput[] =>
  drafts.map(({ isActive, knownUnits, name, priceMinor, unitsInStock, variantId }) => ({
    ...(variantId && { variantId }),
    ...(unitsInStock !== knownUnits && { unitsInStock }),
    name: name.trim(),
    priceMinor,
    isActive,
  }));

/** Undefined while none is offered: the product then has its own price. */
export function findLowestMinor(drafts: readonly VariantDraft[]): number | undefined {
  const prices = drafts.filter(({ isActive }) => isActive).map(({ priceMinor }) => priceMinor);
  return prices.length > 0 ? Math.min(...prices) : undefined;
}

/** Whether each has a name, and no other one has it. */
export function isNamed(drafts: readonly VariantDraft[]): boolean {
  const names = drafts.map(({ name }) => name.trim());
  return !names.includes('') && new Set(names).size === names.length;
}
