import type { catalog, MaterialId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { listDropsOf } from './drops.store.ts';

/** What a show has of a material: its latest drop that stands, the word that all were recalled, or nothing. */
export type DroppedMaterial = { seq: number; material: catalog.Material } | 'recalled' | undefined;

/** The material as it was dropped last, for those who forward it. */
export async function getDroppedMaterial(db: Db, showId: ShowId, materialId: MaterialId): Promise<DroppedMaterial> {
  const drops = await listDropsOf(db, showId, materialId);
  const standing = drops.find(({ recallSeq }) => recallSeq === null);
  if (standing) return { seq: standing.seq, material: standing.material };
  return drops.length > 0 ? 'recalled' : undefined;
}
