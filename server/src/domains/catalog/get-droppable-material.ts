import type { BrandId, catalog, MaterialId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findMaterials } from './catalog.store.ts';
import { getMaterialSnapshot } from './get-material-snapshot.ts';
import { readProofs, refuseMarked } from './prove-copy.ts';

/**
 * A material as a drop carries it, checked anew: cards run out, and products change their words.
 * @throws AppError `catalog.not_found` | `catalog.claim_unproven` with the sentences marked
 */
export async function getDroppableMaterial(
  { now }: { now: () => Date },
  db: Db,
  { brandId, materialId }: { brandId: BrandId; materialId: MaterialId },
): Promise<catalog.Material> {
  const material = await getMaterialSnapshot(db, brandId, materialId);
  const [proven] = await readProofs(db, await findMaterials(db, [materialId]), now());
  refuseMarked(proven?.marks ?? []);
  return material;
}
