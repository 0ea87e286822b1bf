import type { AccountId, accounts, catalog, ShareCode, ShowId, shares } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { PosterScenes } from './poster-facts.ts';
import { templatesOf, toPosterVersion } from './poster-version.ts';
import type { ShareRow } from './shares.store.ts';

export type ToShareDeps = {
  publicUrl: string;
  findPerson: (db: Db, accountId: AccountId) => Promise<accounts.Person | undefined>;
  /** The materials behind shares, as they were dropped, in the order asked. */
  loadDropped: (
    db: Db,
    drops: readonly { showId: ShowId; dropSeq: number }[],
  ) => Promise<(catalog.Material | undefined)[]>;
  loadPosterScenes: (db: Db, showIds: readonly ShowId[]) => Promise<PosterScenes>;
};

/** Shares as their shopkeeper sees them. */
export async function toShares(deps: ToShareDeps, db: Db, rows: readonly ShareRow[]): Promise<shares.Share[]> {
  const [first] = rows;
  if (!first) return [];
  const person = await deps.findPerson(db, first.shopkeeperId);
  const materials = await deps.loadDropped(db, rows);
  const scenes = await deps.loadPosterScenes(
    db,
    rows.map(({ showId }) => showId),
  );
  return rows.map((row, index) => {
    const material = materials[index];
    const scene = scenes.get(row.showId);
    const posters = material && person && scene ? toPosters(row.code, { material, person, scene }) : [];
    return {
      shareId: row.id,
      code: row.code,
      showId: row.showId,
      materialId: row.materialId,
      title: material?.title ?? '',
      url: `${deps.publicUrl}/s/${row.code}`,
      posterPath: posters[0]?.path ?? null,
      posters,
      evidence: row.evidence,
      visitors: row.visitors,
      visits: row.visits,
      createdAt: row.createdAt.toISOString(),
      taskId: row.taskId,
      groupId: row.groupId,
    };
  });
}

function toPosters(code: ShareCode, shown: Parameters<typeof toPosterVersion>[0]): shares.Share['posters'] {
  if (!shown.material.picture) return [];
  const version = toPosterVersion(shown);
  return templatesOf(shown.material).map((template) => ({ template, path: `/p/${code}-${template}.jpg?v=${version}` }));
}
