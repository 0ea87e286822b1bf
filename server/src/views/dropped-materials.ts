import type { catalog, ShowId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

export type DropKey = { showId: ShowId; dropSeq: number };

/** The materials of drops as they were sent, in the order asked; undefined where there is no such drop. */
export async function loadDroppedMaterials(
  db: Db,
  keys: readonly DropKey[],
): Promise<(catalog.Material | undefined)[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('showLogEntries')
    .select(['showId', 'seq', 'body'])
    .where('kind', '=', 'drop.published')
    .where('showId', 'in', [...new Set(keys.map(({ showId }) => showId))])
    .where('seq', 'in', [...new Set(keys.map(({ dropSeq }) => dropSeq))])
    .execute();
  const found = new Map(rows.map(({ body, seq, showId }) => [`${showId} ${seq}`, toMaterial(body)]));
  return keys.map(({ dropSeq, showId }) => found.get(`${showId} ${dropSeq}`));
}

/** What a `drop.published` entry carries; it was parsed before it was written. */
export const toMaterial = (body: unknown): catalog.Material => (body as { material: catalog.Material }).material;
