import {
  type AccountId,
  AppError,
  type accounts,
  type catalog,
  type MaterialId,
  type PictureId,
  type ProductId,
  type ShowId,
  type shows,
} from '@shoal/contract';
import type { Selectable } from 'kysely';
import type { Database, Db } from '../platform/database.ts';
import { toPicture } from '../platform/picture-path.ts';
import { listPersons } from './persons.ts';

export type ShowPageDeps = {
  db: Db;
  now: () => Date;
  /** In the order of the ids; unknown ones left out. */
  loadMaterials: (db: Db, materialIds: readonly MaterialId[]) => Promise<catalog.Material[]>;
  loadProducts: (db: Db, productIds: readonly ProductId[]) => Promise<catalog.Product[]>;
  findReplayed: (db: Db, showIds: readonly ShowId[]) => Promise<ReadonlySet<ShowId>>;
};

type ShowRow = Selectable<Database['shows']>;
type SegmentRow = Selectable<Database['showSegments']>;

/** A show as its crew sees it, with all that is prepared. @throws AppError `shows.not_found` */
export async function getShowPage(deps: ShowPageDeps, showId: ShowId): Promise<shows.Show> {
  const { row, ...head } = await getShowHead(deps, showId);
  const segments = await listSegmentRows(deps.db, showId);
  const materialIds = await listPreparedMaterials(deps.db, showId);
  const materials = await deps.loadMaterials(deps.db, [...new Set(materialIds.map((one) => one.materialId))]);
  const byId = new Map(materials.map((material) => [material.materialId, material]));
  return {
    ...head,
    version: row.version,
    maxLengthMs: row.maxLengthMinutes * 60_000,
    endReason: row.endReason,
    ...(await readFigures(deps.db, showId)),
    rehearsalOf: row.rehearsalOf,
    segments: segments.map(({ id, kind, openingLine, plannedMinutes, title }) => ({
      segmentId: id,
      kind,
      title,
      openingLine,
      plannedMinutes,
      materials: materialIds.filter((one) => one.segmentId === id).flatMap((one) => byId.get(one.materialId) ?? []),
    })),
  };
}

/** What crew and guests both see of a show. @throws AppError `shows.not_found` */
export async function getShowHead(deps: ShowPageDeps, showId: ShowId) {
  const { db } = deps;
  const row = await db.selectFrom('shows').selectAll().where('id', '=', showId).executeTakeFirst();
  if (!row) throw new AppError('shows.not_found', `no show ${showId}`);
  const [brand, host, pictures, products, replayed] = await Promise.all([
    getBrand(db, row.brandId),
    getHost(db, row.hostId),
    findPictures(db, [row.coverPictureId]),
    listProducts(deps, showId),
    deps.findReplayed(db, [showId]),
  ]);
  return {
    row,
    showId,
    title: row.title,
    summary: row.summary,
    state: row.state,
    brand,
    host,
    cover: (row.coverPictureId && pictures.get(row.coverPictureId)) ?? null,
    startsAt: toInstant(row.startsAt),
    timeZone: row.timeZone,
    wentLiveAt: toInstant(row.wentLiveAt),
    endedAt: toInstant(row.endedAt),
    // Shorter breaks are nobody's business.
    hostAwaySince: row.isHostAway ? toInstant(row.hostGoneSince) : null,
    products,
    hasReplay: replayed.has(showId),
    isRehearsal: row.isRehearsal,
  };
}

/** Pictures by id. */
export async function findPictures(
  db: Db,
  pictureIds: readonly (PictureId | null)[],
): Promise<ReadonlyMap<PictureId, catalog.Picture>> {
  const ids = pictureIds.filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('pictures')
    .select(['id', 'format', 'width', 'height'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, toPicture(row)]));
}

/** The run of show, in order. */
export const listSegmentRows = (db: Db, showId: ShowId): Promise<SegmentRow[]> =>
  db.selectFrom('showSegments').selectAll().where('showId', '=', showId).orderBy('ordinal').execute();

export const toInstant = (at: Date | null): string | null => at?.toISOString() ?? null;

async function getBrand(db: Db, brandId: ShowRow['brandId']): Promise<catalog.Brand> {
  const row = await db.selectFrom('brands').selectAll().where('id', '=', brandId).executeTakeFirst();
  if (!row) throw new Error(`brand ${brandId} of a show is gone`);
  const pictures = await findPictures(db, [row.logoPictureId]);
  return {
    brandId,
    name: row.name,
    story: row.story,
    logo: (row.logoPictureId && pictures.get(row.logoPictureId)) ?? null,
  };
}

async function getHost(db: Db, hostId: AccountId): Promise<accounts.Person> {
  const host = (await listPersons(db, [hostId])).get(hostId);
  if (!host) throw new Error(`host ${hostId} of a show is gone`);
  const { accountName: _, ...person } = host;
  return person;
}

async function listProducts({ db, loadProducts }: ShowPageDeps, showId: ShowId): Promise<catalog.Product[]> {
  const rows = await db
    .selectFrom('showProducts')
    .select('productId')
    .where('showId', '=', showId)
    .orderBy('ordinal')
    .execute();
  return loadProducts(
    db,
    rows.map(({ productId }) => productId),
  );
}

const listPreparedMaterials = (db: Db, showId: ShowId) =>
  db
    .selectFrom('showSegmentMaterials')
    .innerJoin('showSegments', 'showSegments.id', 'showSegmentMaterials.segmentId')
    .select(['segmentId', 'materialId'])
    .where('showSegments.showId', '=', showId)
    .orderBy('showSegmentMaterials.ordinal')
    .execute();

/** Who is invited, who wants to be told, and the rehearsal that is not over. */
async function readFigures(
  db: Db,
  showId: ShowId,
): Promise<Pick<shows.Show, 'guestCount' | 'rehearsalId' | 'remindedCount'>> {
  return db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('showGuests')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .where('showId', '=', showId)
        .$asScalar()
        .$notNull()
        .as('guestCount'),
      eb
        .selectFrom('showReminders')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .where('showId', '=', showId)
        .$asScalar()
        .$notNull()
        .as('remindedCount'),
      eb
        .selectFrom('shows')
        .select('id')
        .where('rehearsalOf', '=', showId)
        .where('state', 'in', ['scheduled', 'postponed', 'live'])
        .$asScalar()
        .as('rehearsalId'),
    ])
    .executeTakeFirstOrThrow();
}
