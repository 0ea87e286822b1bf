import type {
  AccountId,
  catalog,
  MaterialId,
  PictureId,
  ProductId,
  ShareCode,
  ShareId,
  ShowId,
  shows,
} from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { type PictureFormat, toPicture } from '../platform/picture-path.ts';
import { isAdMarked } from './ad-mark.ts';
import { listBadges } from './badges.ts';
import { type Correction, findCorrection } from './correction.ts';
import { toMaterial } from './dropped-materials.ts';
import { type OfferedVariant, offeredVariants, unitsOnShelf } from './offered-variants.ts';
import { listShopFaqs } from './product-faqs.ts';

const MAX_SHOP_FAQS = 10;

/** What the page behind a link shows of its shopkeeper, show and material. */
export type SharePage = {
  shareId: ShareId;
  code: ShareCode;
  materialId: MaterialId;
  shopkeeper: { accountId: AccountId; displayName: string; tagline: string; face: catalog.Picture | null };
  /** Where all stands that she recommends; null while she has opened no shop. */
  shopAddress: string | null;
  show: {
    showId: ShowId;
    title: string;
    state: shows.ShowState;
    startsAt: Date | null;
    timeZone: string;
    isHostAway: boolean;
    isRehearsal: boolean;
    cover: catalog.Picture | null;
    brandName: string;
  };
  /** As it was dropped last; of a recalled one, as it was dropped first. */
  material: catalog.Material;
  isRecalled: boolean;
  /** What the operator put in its place; undefined when the host alone took it back. */
  correction: Correction | undefined;
  /** When she came to know the product; null when she has not studied it. */
  studiedAt: string | null;
  /** What buyers of the product are told; empty without a product. */
  faqs: readonly { question: string; answer: string }[];
  /** What is left to buy; null when it is not sold here. */
  unitsInStock: number | null;
  /** What a buyer chooses among, at the catalog's prices of this moment. */
  variants: readonly OfferedVariant[];
  /** Whether the page says that it is advertising. */
  isAdMarked: boolean;
};

/** Everything behind a link in one query; undefined for a code that nobody has. */
export async function findSharePage(db: Db, code: ShareCode): Promise<SharePage | undefined> {
  const row = await selectPage(db).where('shares.code', '=', code).executeTakeFirst();
  if (!row) return undefined;
  const { showId, state } = row;
  const material = toMaterial(row.body);
  const product = row.isRecalled ? null : material.product;
  return {
    shareId: row.shareId,
    code: row.code,
    materialId: row.materialId,
    shopkeeper: {
      accountId: row.shopkeeperId,
      displayName: row.displayName,
      tagline: row.tagline,
      face: toFound(row.faceId, row.faceFormat, [row.faceWidth, row.faceHeight]),
    },
    shopAddress: row.shopAddress,
    show: {
      showId,
      state,
      title: row.showTitle,
      startsAt: row.startsAt,
      timeZone: row.timeZone,
      isHostAway: row.isHostAway,
      isRehearsal: row.isRehearsal,
      cover: toFound(row.coverId, row.coverFormat, [row.coverWidth, row.coverHeight]),
      brandName: row.brandName ?? '',
    },
    material,
    isRecalled: row.isRecalled,
    correction: row.isRecalled ? await findCorrection(db, row.materialId) : undefined,
    isAdMarked: row.isAdMarked,
    studiedAt: await findStudiedAt(db, row.shopkeeperId, product),
    faqs: product ? await listShopFaqs(db, product.productId, MAX_SHOP_FAQS) : [],
    ...((product && state !== 'cancelled' && (await findStock(db, product.productId))) || notSold),
  };
}

const notSold = { unitsInStock: null, variants: [] };
const findStock = (db: Db, productId: ProductId): Promise<Pick<SharePage, 'unitsInStock' | 'variants'> | undefined> =>
  db
    .selectFrom('products')
    .select([unitsOnShelf.as('unitsInStock'), offeredVariants.as('variants')])
    .where('id', '=', productId)
    .executeTakeFirst();

async function findStudiedAt(db: Db, shopkeeperId: AccountId, product: catalog.Product | null): Promise<string | null> {
  if (!product) return null;
  const badges = await listBadges(db, shopkeeperId);
  return badges.find(({ productId }) => productId === product.productId)?.earnedAt ?? null;
}

const selectPage = (db: Db) =>
  db
    .selectFrom('shares')
    .innerJoin('accounts', 'accounts.id', 'shares.shopkeeperId')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .innerJoin('showLogEntries as entry', (join) =>
      join.onRef('entry.showId', '=', 'shares.showId').on(({ eb, ref }) => eb(ref('entry.seq'), '=', shownSeq)),
    )
    .leftJoin('shops', 'shops.shopkeeperId', 'shares.shopkeeperId')
    .leftJoin('brands', 'brands.id', 'shows.brandId')
    .leftJoin('pictures as face', 'face.id', 'accounts.facePictureId')
    .leftJoin('pictures as cover', 'cover.id', 'shows.coverPictureId')
    .select([
      'shares.id as shareId',
      'shares.code',
      'shares.materialId',
      'shares.shopkeeperId',
      'shares.showId',
      'accounts.displayName',
      'accounts.tagline',
      'shows.title as showTitle',
      'shows.state',
      'shows.startsAt',
      'shows.timeZone',
      'shows.isHostAway',
      'shares.isRehearsal',
      'brands.name as brandName',
      'shops.address as shopAddress',
      'entry.body',
    ])
    .select([
      'face.id as faceId',
      'face.format as faceFormat',
      'face.width as faceWidth',
      'face.height as faceHeight',
      'cover.id as coverId',
      'cover.format as coverFormat',
      'cover.width as coverWidth',
      'cover.height as coverHeight',
    ])
    .select([isRecalled.as('isRecalled'), isAdMarked.as('isAdMarked')]);

const standingSeq = sql`(select max(d.seq) from drops d where d.show_id = shares.show_id
  and d.material_id = shares.material_id and d.recall_seq is null)`;
/** The drop whose material a link shows now. */
export const shownSeq = sql<number>`coalesce(${standingSeq}, shares.drop_seq)`;
/** Whether none of the material's drops stands any more, or all of it was recalled. */
export const isRecalled = sql<boolean>`(${standingSeq} is null
  or exists (select from standing_recalls r where r.material_id = shares.material_id))`;

function toFound(id: PictureId | null, format: PictureFormat | null, [width, height]: [number | null, number | null]) {
  return id && format && width && height ? toPicture({ id, format, width, height }) : null;
}
