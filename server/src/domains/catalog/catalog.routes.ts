import { catalog } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { getAdMark, putAdMark } from './ad-mark.ts';
import { type ListWithheldDeps, listWithheld } from './list-withheld.ts';
import { changeBrand, createBrand, listOwnBrands, type SaveBrandDeps } from './save-brand.ts';
import { listBrandClaimCards, putClaimCard, type SaveClaimCardDeps, withdrawClaimCard } from './save-claim-card.ts';
import { changeMaterial, createMaterial, listBrandMaterials, type SaveMaterialDeps } from './save-material.ts';
import { changeProduct, createProduct, listBrandProducts, type SaveProductDeps } from './save-product.ts';
import { type UploadClipDeps, uploadClip } from './upload-clip.ts';
import { type UploadPictureDeps, uploadPicture } from './upload-picture.ts';

export type CatalogDeps = SaveBrandDeps &
  ListWithheldDeps &
  SaveClaimCardDeps &
  SaveProductDeps &
  SaveMaterialDeps &
  UploadPictureDeps &
  UploadClipDeps;

/** The catalog's HTTP face. */
export function mountCatalogRoutes(on: OnRoute, deps: CatalogDeps): void {
  on(catalog.uploadPicture, (caller, { bytes }) => uploadPicture(deps, caller, bytes));
  on(catalog.uploadClip, (caller, { bytes }) => uploadClip(deps, caller, bytes));
  on(catalog.listBrands, async (caller) => ({ brands: await listOwnBrands(deps, caller) }));
  on(catalog.createBrand, (caller, input) => createBrand(deps, caller, input));
  on(catalog.updateBrand, (_caller, input) => changeBrand(deps, input));
  on(catalog.getAdMark, () => getAdMark(deps));
  on(catalog.putAdMark, (_caller, input) => putAdMark(deps, input));
  on(catalog.listClaimCards, async (caller, { brandId }) => ({
    cards: await listBrandClaimCards(deps, caller, brandId),
  }));
  on(catalog.putClaimCard, (caller, input) => putClaimCard(deps, caller, input));
  on(catalog.withdrawClaimCard, (caller, input) => withdrawClaimCard(deps, caller, input));
  on(catalog.listWithheldWords, async (caller, { brandId }) => ({ words: await listWithheld(deps, caller, brandId) }));
  on(catalog.listProducts, async (caller, { brandId }) => ({
    products: await listBrandProducts(deps, caller, brandId),
  }));
  on(catalog.createProduct, (caller, input) => createProduct(deps, caller, input));
  on(catalog.updateProduct, (caller, input) => changeProduct(deps, caller, input));
  on(catalog.listMaterials, async (caller, { brandId }) => ({
    materials: await listBrandMaterials(deps, caller, brandId),
  }));
  on(catalog.createMaterial, (caller, input) => createMaterial(deps, caller, input));
  on(catalog.updateMaterial, (caller, input) => changeMaterial(deps, caller, input));
}
