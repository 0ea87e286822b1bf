import type { BrandId, catalog, MaterialId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findMaterials, getFound } from './catalog.store.ts';
import { toMaterials } from './to-wire.ts';

/**
 * A material of a brand as it is now, whole: what a drop carries. Archived ones can no longer be dropped.
 * @throws AppError `catalog.not_found`
 */
export async function getMaterialSnapshot(db: Db, brandId: BrandId, materialId: MaterialId): Promise<catalog.Material> {
  const rows = await findMaterials(db, [materialId]);
  const usable = rows.find((row) => row.brandId === brandId && row.archivedAt === null);
  return getFound((await toMaterials(db, usable ? [usable] : []))[0], `material ${materialId}`);
}

/** Materials by id in the order of the ids, archived ones too; unknown ones are left out. */
export async function loadMaterials(db: Db, materialIds: readonly MaterialId[]): Promise<catalog.Material[]> {
  const materials = await toMaterials(db, await findMaterials(db, materialIds));
  const byId = new Map(materials.map((material) => [material.materialId, material]));
  return materialIds.flatMap((id) => byId.get(id) ?? []);
}
