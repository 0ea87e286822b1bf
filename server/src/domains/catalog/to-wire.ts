import type { ClipId, catalog, PictureId, ProductId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { toPicture } from '../../platform/picture-path.ts';
import { type BrandRecord, findProducts, type MaterialRecord, type ProductRecord } from './catalog.store.ts';
import { type ClipRecord, findClips, findPictures } from './files.store.ts';

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

/** Products with their pictures, in the order given. */
export async function toProducts(db: Db, rows: readonly ProductRecord[]): Promise<catalog.Product[]> {
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
    picture: pick(pictures, row.pictureId),
    afterSaleTerms: row.afterSaleTerms,
  }));
}

/** Products as the crew keeps them, in the order given. */
export async function toKeptProducts(db: Db, rows: readonly ProductRecord[]): Promise<catalog.KeptProduct[]> {
  const products = await toProducts(db, rows);
  const sales = new Map(
    rows.map(({ afterSaleDays, commissionBps, id, unitsInStock }) => [
      id,
      { unitsInStock, commissionBps, afterSaleDays },
    ]),
  );
  return products.flatMap((product) => {
    const sale = sales.get(product.productId);
    return sale ? [{ ...product, sale }] : [];
  });
}

/** Products by id, in the order of the ids; unknown ones are left out. */
export async function loadProducts(db: Db, ids: readonly ProductId[]): Promise<catalog.Product[]> {
  const products = await toProducts(db, await findProducts(db, ids));
  const byId = new Map(products.map((product) => [product.productId, product]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Materials with all their parts, in the order given: four queries, however many. */
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
