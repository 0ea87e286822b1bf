import type { catalog, MaterialId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { insertDrop } from './drops.store.ts';
import type { Append } from './open-append.ts';
import type { ShowRecord } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type DropMaterialDeps = Pick<ShowsDeps, 'getMaterialSnapshot'>;
export type Dropping = { show: Pick<ShowRecord, 'id' | 'brandId'>; materialId: MaterialId; append: Append };
export type Dropped = { seq: number; material: catalog.Material };

/** Drops a material as it is now, in the transaction at hand. @throws AppError `catalog.not_found` | `catalog.claim_unproven` */
export async function dropMaterial(
  deps: DropMaterialDeps,
  tx: Db,
  { append, materialId, show }: Dropping,
): Promise<Dropped> {
  const material = await deps.getMaterialSnapshot(tx, show.brandId, materialId);
  const { seq } = await append('drop.published', { material });
  await insertDrop(tx, { showId: show.id, seq, materialId });
  return { seq, material };
}
