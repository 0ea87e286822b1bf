import type { AccountId, BrandId, catalog, MaterialId, PictureId, ShareCode, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { type PictureFormat, toPicture } from '../platform/picture-path.ts';

const MAX_SHOWS = 12;

/** A show that a shopkeeper's links lead into: on air, or with a replay. */
export type ShopShow = {
  showId: ShowId;
  title: string;
  brandId: BrandId | null;
  brandName: string;
  status: 'live' | 'replay';
  endedAt: Date | null;
  timeZone: string;
  cover: catalog.Picture | null;
  materialId: MaterialId;
  /** Her link that is for no group and no task; null while she has only such. */
  code: ShareCode | null;
};
/** What is next: nothing of it can be forwarded yet. */
export type ComingShow = {
  title: string;
  brandId: BrandId | null;
  brandName: string;
  startsAt: Date;
  timeZone: string;
  cover: catalog.Picture | null;
};

const isPlain = sql`(shares.task_id is null and shares.group_id is null)`;
const cover = [
  'cover.id as coverId',
  'cover.format as coverFormat',
  'cover.width as coverWidth',
  'cover.height as coverHeight',
] as const;
const brandName = sql<string>`coalesce(brands.name, '')`.as('brandName');

/** What is on air first, then replays, newest first. */
export async function listShopShows(db: Db, shopkeeperId: AccountId): Promise<ShopShow[]> {
  const rows = await db
    .with('linked', (from) => selectLinked(from as Db, shopkeeperId))
    .selectFrom('linked')
    .innerJoin('shows', 'shows.id', 'linked.showId')
    .leftJoin('brands', 'brands.id', 'shows.brandId')
    .leftJoin('pictures as cover', 'cover.id', 'shows.coverPictureId')
    .select(['linked.showId', 'linked.materialId', 'linked.code', 'shows.title', 'shows.state', 'shows.endedAt'])
    .select(['shows.timeZone', 'shows.brandId', brandName, ...cover])
    .orderBy(sql`(shows.state = 'live') desc`)
    .orderBy('shows.wentLiveAt', 'desc')
    .limit(MAX_SHOWS)
    .execute();
  return rows.map((row) => ({
    showId: row.showId,
    title: row.title,
    brandId: row.brandId,
    brandName: row.brandName,
    status: row.state === 'live' ? 'live' : 'replay',
    endedAt: row.endedAt,
    timeZone: row.timeZone,
    cover: toCover(row),
    materialId: row.materialId,
    code: row.code,
  }));
}

const selectLinked = (db: Db, shopkeeperId: AccountId) =>
  db
    .selectFrom('shares')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .leftJoin('recordings', 'recordings.showId', 'shows.id')
    .distinctOn('shares.showId')
    .select(['shares.showId', 'shares.materialId'])
    .select(sql<ShareCode | null>`case when ${isPlain} then shares.code end`.as('code'))
    .where('shares.shopkeeperId', '=', shopkeeperId)
    .where('shares.isRehearsal', '=', false)
    .where((eb) =>
      eb.or([
        eb('shows.state', '=', 'live'),
        eb.and([eb('shows.state', 'in', ['ended', 'archived']), eb('recordings.state', '=', 'ready')]),
      ]),
    )
    .where(
      sql<boolean>`exists (select from drops d where d.show_id = shares.show_id
        and d.material_id = shares.material_id and d.recall_seq is null)`,
    )
    .orderBy('shares.showId')
    .orderBy(sql`${isPlain} desc`)
    .orderBy('shares.createdAt')
    .orderBy('shares.id');

/** The next show that she is invited to; undefined when none has a date. */
export async function findComingShow(db: Db, shopkeeperId: AccountId, now: Date): Promise<ComingShow | undefined> {
  const row = await db
    .selectFrom('showGuests')
    .innerJoin('shows', 'shows.id', 'showGuests.showId')
    .leftJoin('brands', 'brands.id', 'shows.brandId')
    .leftJoin('pictures as cover', 'cover.id', 'shows.coverPictureId')
    .select(['shows.title', 'shows.startsAt', 'shows.timeZone', 'shows.brandId', brandName, ...cover])
    .where('showGuests.accountId', '=', shopkeeperId)
    .where('shows.isRehearsal', '=', false)
    .where('shows.state', '=', 'scheduled')
    .where('shows.startsAt', '>', now)
    .orderBy('shows.startsAt')
    .executeTakeFirst();
  if (!row?.startsAt) return undefined;
  const { brandId, brandName: ofBrand, startsAt, timeZone, title } = row;
  return { title, brandId, startsAt, timeZone, brandName: ofBrand, cover: toCover(row) };
}

type CoverRow = {
  coverId: PictureId | null;
  coverFormat: PictureFormat | null;
  coverWidth: number | null;
  coverHeight: number | null;
};

const toCover = ({ coverFormat: format, coverHeight: height, coverId: id, coverWidth: width }: CoverRow) =>
  id && format && width && height ? toPicture({ id, format, width, height }) : null;
