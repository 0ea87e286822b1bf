import type { AccountId, BrandId, Currency, ProductId, ShareCode, ShareId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { StoredPicture } from '../platform/picture-path.ts';
import { isAdMarked } from './ad-mark.ts';
import { type OfferedVariant, offeredVariants, unitsOnShelf } from './offered-variants.ts';

/** What is for sale behind a link, at the catalog's terms of this moment. */
export type ShareOffer = {
  shareId: ShareId;
  shopkeeperId: AccountId;
  showId: ShowId;
  brandId: BrandId;
  productId: ProductId;
  productName: string;
  brandName: string;
  /** Of the product; null when it has none. */
  picture: Pick<StoredPicture, 'id' | 'format'> | null;
  /** Of its variants the lowest. */
  unitPriceMinor: number;
  currency: Currency;
  commissionBps: number;
  afterSaleDays: number;
  /** Of all variants together. */
  unitsInStock: number | null;
  /** Empty of a product that is sold as it stands. */
  variants: OfferedVariant[];
  /** Whether the form says that it is advertising. */
  isAdMarked: boolean;
};

const productPicture = sql<ShareOffer['picture']>`(select json_build_object('id', p.id, 'format', p.format)
  from pictures p where p.id = products.picture_id)`;

/** Undefined for a code nobody has, a rehearsal's, a cancelled show's, a recalled material, or what is not sold. */
export const findShareOffer = (db: Db, code: ShareCode): Promise<ShareOffer | undefined> =>
  db
    .selectFrom('shares')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .innerJoin('materials', 'materials.id', 'shares.materialId')
    .innerJoin('products', 'products.id', 'materials.productId')
    .innerJoin('brands', 'brands.id', 'products.brandId')
    .select([
      'shares.id as shareId',
      'shares.shopkeeperId',
      'shares.showId',
      'products.brandId',
      'products.id as productId',
      'products.name as productName',
      'brands.name as brandName',
      productPicture.as('picture'),
      'products.priceMinor as unitPriceMinor',
      'products.currency',
      'products.commissionBps',
      'products.afterSaleDays',
      unitsOnShelf.as('unitsInStock'),
      offeredVariants.as('variants'),
      isAdMarked.as('isAdMarked'),
    ])
    .where('shares.code', '=', code)
    .where('shares.isRehearsal', '=', false)
    .where('shows.state', '<>', 'cancelled')
    .where(unitsOnShelf, 'is not', null)
    .where(
      sql<boolean>`exists (select from drops d where d.show_id = shares.show_id
        and d.material_id = shares.material_id and d.recall_seq is null)`,
    )
    .where(sql<boolean>`not exists (select from standing_recalls r where r.material_id = shares.material_id)`)
    .executeTakeFirst();
