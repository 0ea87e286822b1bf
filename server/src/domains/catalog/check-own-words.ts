import type { MaterialId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findMaterials } from './catalog.store.ts';
import { readProofs, refuseMarked } from './prove-copy.ts';

/**
 * Looks at a shopkeeper's own words for a material as at the crew's: a sentence of theirs that is proven stays proven.
 * @throws AppError `catalog.claim_unproven` with the sentences marked
 */
export async function checkOwnWords(
  db: Db,
  { materialId, words }: { materialId: MaterialId; words: string },
  now: Date,
): Promise<void> {
  const [row] = await findMaterials(db, [materialId]);
  if (!row) return; // Nothing is forwarded of it.
  const [proven] = await readProofs(db, [{ ...row, title: '', text: words, tones: {} }], now);
  refuseMarked(proven?.marks.filter(({ field }) => field === 'text') ?? []);
}
