import { AppError, type BrandId, type MaterialId, type ProductId } from '@shoal/contract';
import type { Updateable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type {
  BrandRecord,
  CatalogTables,
  MaterialRecord,
  NewMaterial,
  NewProduct,
  ProductRecord,
} from './catalog.table.ts';

export type { BrandRecord, MaterialRecord, ProductRecord };

const MAX_ROWS = 500;

/** Brands by name; all of them when no ids are given. */
export async function listBrands(db: Db, brandIds?: readonly BrandId[]): Promise<BrandRecord[]> {
  const query = db.selectFrom('brands').selectAll().orderBy('name').orderBy('id').limit(MAX_ROWS);
  return (brandIds ? query.where('id', 'in', [...brandIds]) : query).execute();
}

export const hasBrand = async (db: Db, brandId: BrandId): Promise<boolean> =>
  (await db.selectFrom('brands').select('id').where('id', '=', brandId).executeTakeFirst()) !== undefined;

export const insertBrand = (db: Db, brand: BrandRecord): Promise<BrandRecord> =>
  namingLoss(db.insertInto('brands').values(brand).returningAll().executeTakeFirstOrThrow());

/** @throws AppError `catalog.not_found` when there is no such brand, or no such picture. */
export async function updateBrand(db: Db, brandId: BrandId, changes: Updateable<CatalogTables['brands']>) {
  const updating = db.updateTable('brands').set(changes).where('id', '=', brandId).returningAll();
  return getFound(await namingLoss(updating.executeTakeFirst()), `brand ${brandId}`);
}

export const listProducts = (db: Db, brandId: BrandId): Promise<ProductRecord[]> =>
  db
    .selectFrom('products')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_ROWS)
    .execute();

export async function findProducts(db: Db, productIds: readonly ProductId[]): Promise<ProductRecord[]> {
  if (productIds.length === 0) return [];
  return db
    .selectFrom('products')
    .selectAll()
    .where('id', 'in', [...productIds])
    .execute();
}

export const insertProduct = (db: Db, product: NewProduct): Promise<ProductRecord> =>
  namingLoss(db.insertInto('products').values(product).returningAll().executeTakeFirstOrThrow());

/** @throws AppError `catalog.not_found` */
export async function updateProduct(db: Db, productId: ProductId, changes: Updateable<CatalogTables['products']>) {
  const updating = db.updateTable('products').set(changes).where('id', '=', productId).returningAll();
  return getFound(await namingLoss(updating.executeTakeFirst()), `product ${productId}`);
}

export const listMaterials = (db: Db, brandId: BrandId): Promise<MaterialRecord[]> =>
  db
    .selectFrom('materials')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('archivedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_ROWS)
    .execute();

export async function findMaterials(db: Db, materialIds: readonly MaterialId[]): Promise<MaterialRecord[]> {
  if (materialIds.length === 0) return [];
  return db
    .selectFrom('materials')
    .selectAll()
    .where('id', 'in', [...materialIds])
    .execute();
}

/** Holds back other changes of a material until this transaction ends. */
export const lockMaterial = (tx: Db, materialId: MaterialId): Promise<MaterialRecord | undefined> =>
  tx.selectFrom('materials').selectAll().where('id', '=', materialId).forUpdate().executeTakeFirst();

export const insertMaterial = (db: Db, { tones = {}, ...material }: NewMaterial): Promise<MaterialRecord> =>
  namingLoss(
    db
      .insertInto('materials')
      .values({ ...material, tones: JSON.stringify(tones) })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );

/** @throws AppError `catalog.not_found` | `request.invalid` when it would lack what its kind needs. */
export async function updateMaterial(
  db: Db,
  materialId: MaterialId,
  { tones, ...changes }: Partial<Omit<MaterialRecord, 'id'>>,
) {
  const set = { ...changes, ...(tones && { tones: JSON.stringify(tones) }) };
  const updating = db.updateTable('materials').set(set).where('id', '=', materialId).returningAll();
  return getFound(await namingLoss(updating.executeTakeFirst()), `material ${materialId}`);
}

/** @throws AppError `catalog.not_found` */
export function getFound<T>(row: T | undefined, name: string): T {
  if (row === undefined) throw new AppError('catalog.not_found', `no ${name}`);
  return row;
}

const FOREIGN_KEY = '23503';
const CHECK = '23514';

/** Says in our words which rule of the tables a write broke. */
export async function namingLoss<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === FOREIGN_KEY) throw new AppError('catalog.not_found', 'a part it names does not exist', { cause });
    if (code === CHECK) throw new AppError('request.invalid', 'it lacks what its kind needs', { cause });
    throw cause;
  }
}
