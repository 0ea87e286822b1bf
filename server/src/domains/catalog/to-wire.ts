import type { ClipId, catalog, PictureId, ProductId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { toPicture } from '../../platform/picture-path.ts';
import { type BrandRecord, findProducts, type MaterialRecord, type ProductRecord } from './catalog.store.ts';
import { type ClipRecord, findClips, findPictures } from './files.store.ts';
import { listVariants, type VariantRecord } from './variants.store.ts';

const isThere = <T>(value: T | null): value is T => value !== null;

/** Pictures by id; an id that is not stored is missing. */
export async function loadPictures(
  db: Db,
  ids: readonly (PictureId | null)[],
): Promise<ReadonlyMap<PictureId, catalog.Picture>> {
  const rows = await findPictures(db, [...new Set(ids.filter(isThere))]);
  return new Map(rows.map((row) => [row.id, toPicture(row)]));
}

/** A clip as the wire tells it. */
export const toClip = ({ durationMs, height, id, width }: ClipRecord): catalog.Clip => ({
  clipId: id,
  path: `/clips/${id}.mp4`,
  posterPath: `/clips/${id}.jpg`,
  durationMs,
  width,
  height,
});

/** Brands with their logos, in the order given. */
export async function toBrands(db: Db, rows: readonly BrandRecord[]): Promise<catalog.Brand[]> {
  const pictures = await loadPictures(
    db,
    rows.map((row) => row.logoPictureId),
  );
  return rows.map(({ id, logoPictureId, name, story }) => ({
    brandId: id,
    name,
    story,
    logo: pick(pictures, logoPictureId),
  }));
}

/** Products with their pictures and the variants that they offer, in the order given. */
export const toProducts = async (db: Db, rows: readonly ProductRecord[]): Promise<catalog.Product[]> =>
  toProductsWith(db, rows, await loadVariants(db, rows));

type Variants = ReadonlyMap<ProductId, VariantRecord[]>;

const loadVariants = async (db: Db, rows: readonly ProductRecord[]): Promise<Variants> =>
  Map.groupBy(
    await listVariants(
      db,
      rows.map(({ id }) => id),
    ),
    ({ productId }) => productId,
  );

async function toProductsWith(db: Db, rows: readonly ProductRecord[], variants: Variants): Promise<catalog.Product[]> {
  const pictures = await loadPictures(
    db,
    rows.map((row) => row.pictureId),
  );
  return rows.map((row) => ({
    productId: row.id,
    brandId: row.brandId,
    name: row.name,
    summary: row.summary,
    price: { amountMinor: row.priceMinor, currency: row.currency },
    ...toOffered(row, variants.get(row.id) ?? []),
    picture: pick(pictures, row.pictureId),
    afterSaleTerms: row.afterSaleTerms,
  }));
}

const toVariant = ({ id, name, priceMinor }: VariantRecord, { currency }: ProductRecord): catalog.Variant => ({
  variantId: id,
  name,
  price: { amountMinor: priceMinor, currency },
});

/** Nothing at all of a product that offers none. */
function toOffered(
  product: ProductRecord,
  variants: readonly VariantRecord[],
): Pick<catalog.Product, 'variants' | 'isFromPrice'> {
  const offered = variants.filter(({ isActive }) => isActive);
  if (offered.length === 0) return {};
  return {
    isFromPrice: offered.some(({ priceMinor }) => priceMinor !== product.priceMinor),
    variants: offered.map((variant) => toVariant(variant, product)),
  };
}

/** Products as the crew keeps them, in the order given. */
export async function toKeptProducts(db: Db, rows: readonly ProductRecord[]): Promise<catalog.KeptProduct[]> {
  const variants = await loadVariants(db, rows);
  const products = await toProductsWith(db, rows, variants);
  const toKept = (row: ProductRecord) =>
    (variants.get(row.id) ?? []).map((variant) => ({
      ...toVariant(variant, row),
      unitsInStock: variant.unitsInStock,
      isActive: variant.isActive,
    }));
  return rows.flatMap((row, at) => {
    const { afterSaleDays, commissionBps, unitsInStock } = row;
    const product = products[at];
    return product ? [{ ...product, variants: toKept(row), sale: { unitsInStock, commissionBps, afterSaleDays } }] : [];
  });
}

/** Products by id, in the order of the ids; unknown ones are left out. */
export async function loadProducts(db: Db, ids: readonly ProductId[]): Promise<catalog.Product[]> {
  const products = await toProducts(db, await findProducts(db, ids));
  const byId = new Map(products.map((product) => [product.productId, product]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Materials with all their parts, in the order given: five queries, however many. */
export async function toMaterials(db: Db, rows: readonly MaterialRecord[]): Promise<catalog.Material[]> {
  const [pictures, clips, products] = await Promise.all([
    loadPictures(
      db,
      rows.map((row) => row.pictureId),
    ),
    loadClips(
      db,
      rows.map((row) => row.clipId),
    ),
    loadProducts(db, [...new Set(rows.map((row) => row.productId).filter(isThere))]),
  ]);
  const productsById = new Map(products.map((product) => [product.productId, product]));
  return rows.map((row) => ({
    materialId: row.id,
    brandId: row.brandId,
    kind: row.kind,
    title: row.title,
    text: row.text,
    tones: row.tones,
    picture: pick(pictures, row.pictureId),
    posterTemplates: row.posterTemplates,
    clip: pick(clips, row.clipId),
    url: row.url,
    product: pick(productsById, row.productId),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  }));
}

async function loadClips(db: Db, ids: readonly (ClipId | null)[]): Promise<ReadonlyMap<ClipId, catalog.Clip>> {
  const rows = await findClips(db, [...new Set(ids.filter(isThere))]);
  return new Map(rows.map((row) => [row.id, toClip(row)]));
}

const pick = <K, V>(map: ReadonlyMap<K, V>, key: K | null): V | null => (key === null ? null : (map.get(key) ?? null));
