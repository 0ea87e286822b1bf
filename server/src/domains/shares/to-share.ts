import type { AccountId, accounts, catalog, MaterialId, ShareCode, ShowId, shares } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { type KeepProven, type MarkWords, type SaidWords, writeProven } from '../../platform/said-words.ts';
import { findKeptWords } from './forwarding.store.ts';
import type { PosterScenes } from './poster-facts.ts';
import { templatesOf, toPosterVersion } from './poster-version.ts';
import { sayPoster } from './prove-page.ts';
import type { ShareRow } from './shares.store.ts';

export type ToShareDeps = {
  publicUrl: string;
  findPerson: (db: Db, accountId: AccountId) => Promise<accounts.Person | undefined>;
  /** The materials behind shares, as they were dropped, in the order asked. */
  loadDropped: (
    db: Db,
    drops: readonly { showId: ShowId; dropSeq: number }[],
  ) => Promise<(catalog.Material | undefined)[]>;
  now: () => Date;
  keepProven: KeepProven;
  markWords: MarkWords;
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
  const shown = await showPosters(
    deps,
    db,
    rows.map(({ showId }, at) => toFound(materials[at], scenes.get(showId), person)),
  );
  const unproven = await listUnproven(deps, db, { materials, shopkeeperId: first.shopkeeperId });
  return rows.map((row, index) => {
    const material = materials[index];
    const poster = shown[index];
    const posters = poster ? toPosters(row.code, poster) : [];
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
      unproven: unproven.get(row.materialId) ?? [],
    };
  });
}

type Shown = Parameters<typeof toPosterVersion>[0];
const toFound = (
  material: Shown['material'] | undefined,
  scene: Shown['scene'] | undefined,
  person: Shown['person'] | undefined,
): Shown | undefined => (material && scene && person ? { material, scene, person } : undefined);

/** The posters as they are painted now, so that their addresses name what they show. */
const showPosters = (
  { keepProven, now }: ToShareDeps,
  db: Db,
  found: readonly (Shown | undefined)[],
): Promise<(Shown | undefined)[]> =>
  writeProven(
    (said) => keepProven(db, said, now()),
    (say) => found.map((poster) => poster && sayPoster(say, poster)),
  );

/** What she would send along with a link and may not say now, by material. */
async function listUnproven(
  { markWords, now }: ToShareDeps,
  db: Db,
  { materials, shopkeeperId }: { materials: readonly (catalog.Material | undefined)[]; shopkeeperId: AccountId },
): Promise<ReadonlyMap<MaterialId, string[]>> {
  const known = new Map(materials.flatMap((material) => (material ? [[material.materialId, material]] : [])));
  const kept = await findKeptWords(db, shopkeeperId, [...known.keys()]);
  const said = [...known.values()].flatMap(({ materialId, text, tones }): Said[] => {
    const texts = [text, ...Object.values(tones ?? {}), kept.get(materialId) ?? ''];
    return texts.map((one) => ({ field: 'text', text: one, about: { materialId } }));
  });
  const marks = await markWords(db, said, now());
  const marked = said.map(({ about: { materialId } }, at) => ({ materialId, marks: marks[at] ?? [] }));
  return new Map(
    [...Map.groupBy(marked, ({ materialId }) => materialId)].map(([materialId, own]) => [
      materialId,
      [...new Set(own.flatMap((one) => one.marks.map(({ sentence }) => sentence)))],
    ]),
  );
}
type Said = SaidWords & { about: { materialId: MaterialId } };

function toPosters(code: ShareCode, shown: Shown): shares.Share['posters'] {
  if (!shown.material.picture) return [];
  const version = toPosterVersion(shown);
  return templatesOf(shown.material).map((template) => ({ template, path: `/p/${code}-${template}.jpg?v=${version}` }));
}
