import type { BrandId, catalog, MaterialId, ProductId } from '@shoal/contract';
import type { Db } from './database.ts';

/** Words beside a material that consumers read, and what they speak of; null when nothing of a brand stands behind them. */
export type SaidWords = {
  field: catalog.CopyField;
  text: string;
  about: { brandId: BrandId } | { productId: ProductId } | { materialId: MaterialId } | null;
};

/** Throws `catalog.claim_unproven` with the sentences marked that claim what nothing proves at that moment. */
export type CheckWords = (db: Db, said: readonly SaidWords[], now: Date) => Promise<void>;

/** The sentences of each text that claim what nothing proves at that moment, in the order given. */
export type MarkWords = (db: Db, said: readonly SaidWords[], now: Date) => Promise<catalog.ClaimMark[][]>;

/** The texts as they may be shown at that moment: without the sentences that nothing proves any more. */
export type KeepProven = (db: Db, said: readonly SaidWords[], now: Date) => Promise<string[]>;

/** Puts a text where consumers read it, as it may be shown. */
export type Say = (field: catalog.CopyField, text: string, about: SaidWords['about']) => string;

/**
 * What `write` makes of a page, with all its texts as they may be shown. It is called twice and has to say the same texts in
 * the same order: first to learn them, then to place what is left of them.
 */
export async function writeProven<T>(
  keep: (said: readonly SaidWords[]) => Promise<readonly string[]>,
  write: (say: Say) => T,
): Promise<T> {
  const said: SaidWords[] = [];
  write((field, text, about) => {
    said.push({ field, text, about });
    return text;
  });
  const kept = (await keep(said)).values();
  return write(() => kept.next().value ?? '');
}

/** Variants as a consumer chooses among them; one of whose name nothing is left is called by its place. */
export const sayVariants = <V extends { name: string }>(
  say: Say,
  variants: readonly V[],
  about: SaidWords['about'],
): V[] =>
  variants.map((variant, at) => ({ ...variant, name: say('product.variant', variant.name, about) || `#${at + 1}` }));
