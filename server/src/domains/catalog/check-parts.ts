import { AppError, type BrandId, type MaterialId, type PictureId, type ProductId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findMaterials, findProducts } from './catalog.store.ts';
import { findPictures } from './files.store.ts';

export type CatalogParts = {
  productIds: readonly ProductId[];
  materialIds: readonly MaterialId[];
  pictureIds: readonly PictureId[];
};

/** @throws AppError `catalog.not_found` unless products and materials are this brand's and the pictures exist. */
export async function checkCatalogParts(db: Db, brandId: BrandId, parts: CatalogParts): Promise<void> {
  const unique = <T>(ids: readonly T[]) => [...new Set(ids)];
  const [productIds, materialIds, pictureIds] = [
    unique(parts.productIds),
    unique(parts.materialIds),
    unique(parts.pictureIds),
  ];
  const [products, materials, pictures] = await Promise.all([
    findProducts(db, productIds),
    findMaterials(db, materialIds),
    findPictures(db, pictureIds),
  ]);
  const owned = [...products, ...materials].filter((part) => part.brandId === brandId);
  const isWhole = owned.length === productIds.length + materialIds.length && pictures.length === pictureIds.length;
  if (!isWhole) throw new AppError('catalog.not_found', 'a product, material or picture is not of this brand');
}
