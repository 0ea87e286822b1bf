import type { AccountId, catalog, MaterialId, PictureId, ShareCode, ShowId, shows } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { isAdMarked } from './ad-mark.ts';
import { toMaterial } from './dropped-materials.ts';
import { isRecalled, shownSeq } from './share-page.ts';

/** What posters show of a show, beside material and shopkeeper. */
export type PosterScene = {
  showId: ShowId;
  title: string;
  state: shows.ShowState;
  startsAt: Date | null;
  timeZone: string;
  brandName: string;
  brandStory: string;
  logoPictureId: PictureId | null;
  /** Whether it says that it is advertising. */
  isAdMarked: boolean;
};

export type PosterFacts = {
  code: ShareCode;
  materialId: MaterialId;
  shopkeeper: { accountId: AccountId; displayName: string; tagline: string; facePictureId: PictureId | null };
  /** As it was dropped last; of a recalled one, as it was dropped first. */
  material: catalog.Material;
  isRecalled: boolean;
  scene: PosterScene;
};

const sceneColumns = [
  'shows.id as showId',
  'shows.title',
  'shows.state',
  'shows.startsAt',
  'shows.timeZone',
  'brands.logoPictureId',
] as const;
const brandName = sql<string>`coalesce(brands.name, '')`;
const brandStory = sql<string>`coalesce(brands.story, '')`;

/** All that the poster behind a link shows, in one query; undefined for a code that nobody has. */
export async function findPosterFacts(db: Db, code: ShareCode): Promise<PosterFacts | undefined> {
  const row = await db
    .selectFrom('shares')
    .innerJoin('accounts', 'accounts.id', 'shares.shopkeeperId')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .innerJoin('showLogEntries as entry', (join) =>
      join.onRef('entry.showId', '=', 'shares.showId').on(({ eb, ref }) => eb(ref('entry.seq'), '=', shownSeq)),
    )
    .leftJoin('brands', 'brands.id', 'shows.brandId')
    .select(sceneColumns)
    .select([brandName.as('brandName'), brandStory.as('brandStory'), isAdMarked.as('isAdMarked')])
    .select(['shares.code', 'shares.materialId', 'shares.shopkeeperId', 'entry.body', isRecalled.as('isRecalled')])
    .select(['accounts.displayName', 'accounts.tagline', 'accounts.facePictureId'])
    .where('shares.code', '=', code)
    .executeTakeFirst();
  if (!row) return undefined;
  const {
    body,
    displayName,
    facePictureId,
    isRecalled: isTakenBack,
    materialId,
    shopkeeperId,
    tagline,
    ...scene
  } = row;
  return {
    code,
    materialId,
    isRecalled: isTakenBack,
    material: toMaterial(body),
    shopkeeper: { accountId: shopkeeperId, displayName, tagline, facePictureId },
    scene,
  };
}

/** What the posters of shows have in common. */
export async function loadPosterScenes(db: Db, showIds: readonly ShowId[]): Promise<ReadonlyMap<ShowId, PosterScene>> {
  if (showIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('shows')
    .leftJoin('brands', 'brands.id', 'shows.brandId')
    .select(sceneColumns)
    .select([brandName.as('brandName'), brandStory.as('brandStory'), isAdMarked.as('isAdMarked')])
    .where('shows.id', 'in', [...new Set(showIds)])
    .execute();
  return new Map(rows.map((scene) => [scene.showId, scene]));
}
