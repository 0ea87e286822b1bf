import type { AccountId, catalog, MaterialId, ProductId, ShareCode, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { type PictureFormat, toPicture } from '../platform/picture-path.ts';
import { isFromPrice, unitsOnShelf } from './offered-variants.ts';

const MAX_ITEMS = 200;
const MAX_CANDIDATES = 60;

export type ShopProduct = {
  productId: ProductId;
  name: string;
  price: catalog.Product['price'];
  /** Its variants differ in price: this is the lowest. */
  isFromPrice: boolean;
  picture: catalog.Picture | null;
  unitsInStock: number | null;
};
/** A product that a shopkeeper has links for, and the newest material that stands for it. */
export type ShopItem = ShopProduct & {
  showId: ShowId;
  materialId: MaterialId;
  /** Her link that is for no group and no task; null while she has only such. */
  code: ShareCode | null;
  brandName: string;
  note: string;
  isHidden: boolean;
};
export type ShopCandidate = ShopProduct & { showId: ShowId; materialId: MaterialId; showTitle: string };

const stands = sql<boolean>`exists (select from drops d where d.show_id = shows.id
  and d.material_id = materials.id and d.recall_seq is null)`;
const isPlain = sql`(shares.task_id is null and shares.group_id is null)`;

/** All that she has links for, a product once: as she placed it, what she has not placed after that, newest first. */
export async function listShopItems(db: Db, shopkeeperId: AccountId): Promise<ShopItem[]> {
  const rows = await db
    .with('linked', (from) => selectLinked(from as Db, shopkeeperId))
    .selectFrom('linked')
    .innerJoin('products', 'products.id', 'linked.productId')
    .innerJoin('brands', 'brands.id', 'products.brandId')
    .leftJoin('pictures', 'pictures.id', 'products.pictureId')
    .leftJoin('shopItems as item', (join) =>
      join.onRef('item.productId', '=', 'products.id').on('item.shopkeeperId', '=', shopkeeperId),
    )
    .select([
      'linked.showId',
      'linked.materialId',
      'linked.code',
      'item.note',
      'item.isHidden',
      'brands.name as brandName',
    ])
    .select(productColumns)
    .orderBy('item.position', (order) => order.asc().nullsLast())
    .orderBy('linked.since', 'desc')
    .orderBy('products.id')
    .limit(MAX_ITEMS)
    .execute();
  return rows.map((row) => ({
    ...toProduct(row),
    showId: row.showId,
    materialId: row.materialId,
    code: row.code,
    brandName: row.brandName,
    note: row.note ?? '',
    isHidden: row.isHidden ?? false,
  }));
}

const selectLinked = (db: Db, shopkeeperId: AccountId) =>
  db
    .selectFrom('shares')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .innerJoin('materials', 'materials.id', 'shares.materialId')
    .distinctOn('materials.productId')
    .select(['materials.productId', 'shares.showId', 'shares.materialId'])
    .select(sql<ShareCode | null>`case when ${isPlain} then shares.code end`.as('code'))
    // By the first link of each, so that one made later by a visitor's tap moves nothing.
    .select(sql<Date>`min(shares.created_at) over (partition by materials.product_id)`.as('since'))
    .where('shares.shopkeeperId', '=', shopkeeperId)
    .where('shares.isRehearsal', '=', false)
    .where('shows.state', '<>', 'cancelled')
    .where('materials.productId', 'is not', null)
    .where(stands)
    .orderBy('materials.productId')
    .orderBy(sql`${isPlain} desc`)
    .orderBy('shares.createdAt', 'desc')
    .orderBy('shares.id');

/** Products of what was dropped where she was invited and that she has no link for yet, newest show first. */
export async function listShopCandidates(db: Db, shopkeeperId: AccountId): Promise<ShopCandidate[]> {
  const rows = await db
    .with('dropped', (from) => selectDropped(from as Db, shopkeeperId))
    .selectFrom('dropped')
    .innerJoin('products', 'products.id', 'dropped.productId')
    .leftJoin('pictures', 'pictures.id', 'products.pictureId')
    .select(['dropped.showId', 'dropped.materialId', 'dropped.showTitle'])
    .select(productColumns)
    .orderBy('dropped.wentLiveAt', 'desc')
    .orderBy('products.id')
    .limit(MAX_CANDIDATES)
    .execute();
  return rows.map((row) => ({
    ...toProduct(row),
    showId: row.showId,
    materialId: row.materialId,
    showTitle: row.showTitle,
  }));
}

const selectDropped = (db: Db, shopkeeperId: AccountId) =>
  db
    .selectFrom('showGuests')
    .innerJoin('shows', 'shows.id', 'showGuests.showId')
    .innerJoin('drops', 'drops.showId', 'shows.id')
    .innerJoin('materials', 'materials.id', 'drops.materialId')
    .distinctOn('materials.productId')
    .select(['materials.productId', 'shows.id as showId', 'materials.id as materialId', 'shows.title as showTitle'])
    .select('shows.wentLiveAt')
    .where('showGuests.accountId', '=', shopkeeperId)
    .where('shows.isRehearsal', '=', false)
    .where('shows.state', 'in', ['live', 'ended'])
    .where('drops.recallSeq', 'is', null)
    .where('materials.productId', 'is not', null)
    .where(
      sql<boolean>`not exists (select from shares s join materials m on m.id = s.material_id
        where s.shopkeeper_id = ${shopkeeperId} and not s.is_rehearsal and m.product_id = materials.product_id)`,
    )
    .orderBy('materials.productId')
    .orderBy('shows.wentLiveAt', 'desc')
    .orderBy('drops.seq', 'desc');

const productColumns = [
  'products.id as productId',
  'products.name',
  'products.priceMinor',
  'products.currency',
  unitsOnShelf.as('unitsInStock'),
  isFromPrice.as('isFromPrice'),
  'pictures.id as pictureId',
  'pictures.format',
  'pictures.width',
  'pictures.height',
] as const;

type ProductRow = {
  productId: ProductId;
  name: string;
  priceMinor: number;
  currency: catalog.Product['price']['currency'];
  unitsInStock: number | null;
  isFromPrice: boolean;
  pictureId: catalog.Picture['pictureId'] | null;
  format: PictureFormat | null;
  width: number | null;
  height: number | null;
};

const toProduct = ({
  currency,
  format,
  height,
  isFromPrice: isLowest,
  name,
  pictureId,
  priceMinor,
  productId,
  unitsInStock,
  width,
}: ProductRow) => ({
  productId,
  name,
  unitsInStock,
  isFromPrice: isLowest,
  price: { amountMinor: priceMinor, currency },
  picture: pictureId && format && width && height ? toPicture({ id: pictureId, format, width, height }) : null,
});
