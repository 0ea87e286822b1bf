import type { Db } from '../../platform/database.ts';
import { type DropMaterialDeps, type Dropped, type Dropping, dropMaterial } from './drop-material.ts';
import { getDroppedMaterial } from './get-dropped-material.ts';

/** The drop of a material that stands; when there is none it is dropped now. @throws AppError `catalog.not_found` */
export async function ensureDropped(deps: DropMaterialDeps, tx: Db, dropping: Dropping): Promise<Dropped> {
  const standing = await getDroppedMaterial(tx, dropping.show.id, dropping.materialId);
  return typeof standing === 'object' ? standing : dropMaterial(deps, tx, dropping);
}
