import type { BrandId, catalog, MaterialId, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { findMaterials, getFound, insertMaterial, listMaterials, updateMaterial } from './catalog.store.ts';
import { type BrandRights, checkBrand, getBrandPart } from './check-brand.ts';
import { dropUndefined } from './drop-undefined.ts';
import { toMaterials } from './to-wire.ts';

export type SaveMaterialDeps = BrandRights & { now: () => Date; newMaterialId: () => MaterialId };

/** @throws AppError `catalog.not_found` */
export async function listBrandMaterials(
  rights: BrandRights,
  caller: Member,
  brandId: BrandId,
): Promise<catalog.Material[]> {
  await checkBrand(rights, caller, brandId);
  return toMaterials(rights.db, await listMaterials(rights.db, brandId));
}

/** @throws AppError `catalog.not_found`, also when the product belongs to another brand. */
export async function createMaterial(
  deps: SaveMaterialDeps,
  caller: Member,
  input: RouteInput<typeof catalog.createMaterial>,
): Promise<catalog.Material> {
  await checkBrand(deps, caller, input.brandId);
  const tones = keepWritten(input.tones);
  const row = { id: deps.newMaterialId(), createdAt: deps.now(), archivedAt: null, ...input, tones };
  return getFound((await toMaterials(deps.db, [await insertMaterial(deps.db, row)]))[0], 'material');
}

/** @throws AppError `catalog.not_found` | `request.invalid` */
export async function changeMaterial(
  deps: SaveMaterialDeps,
  caller: Member,
  { isArchived, materialId, tones, ...rest }: RouteInput<typeof catalog.updateMaterial>,
): Promise<catalog.Material> {
  const [part] = await findMaterials(deps.db, [materialId]);
  const before = await getBrandPart(deps, caller, { part, name: `material ${materialId}` });
  const archiving =
    isArchived === undefined ? {} : { archivedAt: isArchived ? (before.archivedAt ?? deps.now()) : null };
  const changes = { ...dropUndefined(rest), ...archiving, ...(tones && { tones: keepWritten(tones) }) };
  const row = Object.keys(changes).length > 0 ? await updateMaterial(deps.db, materialId, changes) : before;
  return getFound((await toMaterials(deps.db, [row]))[0], 'material');
}

/** A tone without words is not offered. */
const keepWritten = (tones: catalog.CopyTones): catalog.CopyTones =>
  Object.fromEntries(Object.entries(tones).filter(([, text]) => text !== ''));
