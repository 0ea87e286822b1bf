import type { BrandId, catalog, MaterialId, RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import {
  findMaterials,
  getFound,
  insertMaterial,
  listMaterials,
  lockMaterial,
  type MaterialRecord,
  updateMaterial,
} from './catalog.store.ts';
import { type BrandRights, checkBrand, getBrandPart } from './check-brand.ts';
import { listLinkedClaims } from './claims.store.ts';
import { dropUndefined } from './drop-undefined.ts';
import { makeOnce } from './make-once.ts';
import { proveCopy, readProofs } from './prove-copy.ts';
import { toMaterials } from './to-wire.ts';

export type SaveMaterialDeps = BrandRights & { now: () => Date; newMaterialId: () => MaterialId };

/** @throws AppError `catalog.not_found` */
export async function listBrandMaterials(
  deps: BrandRights & Pick<SaveMaterialDeps, 'now'>,
  caller: Member,
  brandId: BrandId,
): Promise<catalog.KeptMaterial[]> {
  await checkBrand(deps, caller, brandId);
  return toKeptMaterials(deps.db, await listMaterials(deps.db, brandId), deps.now());
}

/**
 * Keeps a material whose every claim rests on a valid card, or nothing.
 * @throws AppError `catalog.claim_unproven` with the sentences marked | `catalog.not_found`, also when the product or a card
 * belongs to another brand | `request.key_reused`
 */
export async function createMaterial(
  deps: SaveMaterialDeps,
  caller: Member,
  input: RouteInput<typeof catalog.createMaterial>,
): Promise<catalog.KeptMaterial> {
  await checkBrand(deps, caller, input.brandId);
  return makeOnce(deps.db, { name: 'material made', caller, input }, async (tx) => {
    const { claims: links, idempotencyKey: _, tones, ...written } = input;
    const now = deps.now();
    const row = { id: deps.newMaterialId(), createdAt: now, archivedAt: null, ...written, tones: keepWritten(tones) };
    const material = await insertMaterial(tx, row);
    await proveCopy(tx, material, { links, now });
    return toOne(tx, material, now);
  });
}

/**
 * Changes a material; what only archives it, or takes that back, is not checked.
 * @throws AppError `catalog.claim_unproven` with the sentences marked | `catalog.not_found` | `request.invalid`
 */
export async function changeMaterial(
  deps: SaveMaterialDeps,
  caller: Member,
  { claims, isArchived, materialId, tones, ...rest }: RouteInput<typeof catalog.updateMaterial>,
): Promise<catalog.KeptMaterial> {
  const [part] = await findMaterials(deps.db, [materialId]);
  await getBrandPart(deps, caller, { part, name: `material ${materialId}` });
  const now = deps.now();
  return deps.db.transaction().execute(async (tx) => {
    const before = getFound(await lockMaterial(tx, materialId), `material ${materialId}`);
    const archiving = isArchived === undefined ? {} : { archivedAt: isArchived ? (before.archivedAt ?? now) : null };
    const said = { ...dropUndefined(rest), ...(tones && { tones: keepWritten(tones) }) };
    const changes = { ...said, ...archiving };
    const row = Object.keys(changes).length > 0 ? await updateMaterial(tx, materialId, changes) : before;
    if (claims || Object.keys(said).length > 0)
      await proveCopy(tx, row, { links: claims ?? (await listLinks(tx, materialId)), now });
    return toOne(tx, row, now);
  });
}

const listLinks = async (tx: Db, materialId: MaterialId): Promise<catalog.ClaimLink[]> =>
  (await listLinkedClaims(tx, [materialId])).map(({ card, sentence }) => ({ sentence, cardId: card.id }));

/** A tone without words is not offered. */
const keepWritten = (tones: catalog.CopyTones): catalog.CopyTones =>
  Object.fromEntries(Object.entries(tones).filter(([, text]) => text !== ''));

const toOne = async (db: Db, row: MaterialRecord, now: Date): Promise<catalog.KeptMaterial> =>
  getFound((await toKeptMaterials(db, [row], now))[0], 'material');

async function toKeptMaterials(db: Db, rows: readonly MaterialRecord[], now: Date): Promise<catalog.KeptMaterial[]> {
  const proofs = await readProofs(db, rows, now);
  const materials = await toMaterials(db, rows);
  return materials.map((material, at) => ({ ...material, ...(proofs[at] ?? { claims: [], marks: [] }) }));
}
