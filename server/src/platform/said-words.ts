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
