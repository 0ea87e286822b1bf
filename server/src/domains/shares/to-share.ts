import { createHash } from 'node:crypto';
import type { AccountId, accounts, catalog, ShowId, shares } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { ShareRow } from './shares.store.ts';

export type ToShareDeps = {
  publicUrl: string;
  findPerson: (db: Db, accountId: AccountId) => Promise<accounts.Person | undefined>;
  /** The materials behind shares, as they were dropped, in the order asked. */
  loadDropped: (
    db: Db,
    drops: readonly { showId: ShowId; dropSeq: number }[],
  ) => Promise<(catalog.Material | undefined)[]>;
};

/** Raised when the poster's layout changes, so that browsers fetch it anew. */
const POSTER_LAYOUT = 3;

/** Names what a poster shows: the same facts make the same picture. */
export const toPosterVersion = (material: catalog.Material, person: accounts.Person): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        POSTER_LAYOUT,
        material.title,
        material.picture,
        material.product,
        person.displayName,
        person.tagline,
        person.facePictureId,
      ]),
    )
    .digest('base64url')
    .slice(0, 12);

/** Shares as their shopkeeper sees them. */
export async function toShares(deps: ToShareDeps, db: Db, rows: readonly ShareRow[]): Promise<shares.Share[]> {
  const [first] = rows;
  if (!first) return [];
  const person = await deps.findPerson(db, first.shopkeeperId);
  const materials = await deps.loadDropped(db, rows);
  return rows.map((row, index) => {
    const material = materials[index];
    const hasPoster = material && person && material.picture;
    return {
      shareId: row.id,
      code: row.code,
      showId: row.showId,
      materialId: row.materialId,
      title: material?.title ?? '',
      url: `${deps.publicUrl}/s/${row.code}`,
      posterPath: hasPoster ? `/p/${row.code}.jpg?v=${toPosterVersion(material, person)}` : null,
      evidence: row.evidence,
      visitors: row.visitors,
      createdAt: row.createdAt.toISOString(),
      taskId: row.taskId,
      groupId: row.groupId,
    };
  });
}
