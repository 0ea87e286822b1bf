import { type BrandId, type ClaimCardId, catalog, type MaterialId, type ProductId } from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import type { DemoPlace } from './demo-place.ts';
import { seedClaims } from './seed-claims.ts';
import type { DemoBrand, DemoMaterial, DemoProduct } from './story/demo-brand.ts';
import { skin } from './story/skin.ts';
import { tea } from './story/tea.ts';

export type DemoCatalog = {
  brandIds: ReadonlyMap<string, BrandId>;
  productIds: ReadonlyMap<string, ProductId>;
  materialIds: ReadonlyMap<string, MaterialId>;
};

/** Brands, products and materials of the story; what is there by name is left as it is. */
export async function seedCatalog(place: DemoPlace, operator: ApiClient): Promise<DemoCatalog> {
  const brandIds = new Map<string, BrandId>();
  const productIds = new Map<string, ProductId>();
  const materialIds = new Map<string, MaterialId>();
  const { brands: there } = await operator.call(catalog.listBrands, {});
  for (const brand of [tea, skin]) {
    const known = there.find((row) => row.name === brand.name);
    const brandId = known?.brandId ?? (await makeBrand(place, operator, brand));
    brandIds.set(brand.key, brandId);
    await seedProducts({ place, operator, brandId, productIds }, brand.products);
    const cardIds = await seedClaims({ place, operator, brandId }, brand.claims);
    await seedMaterials({ place, operator, brandId, productIds, materialIds, cardIds }, brand.materials);
  }
  return { brandIds, productIds, materialIds };
}

async function makeBrand(place: DemoPlace, operator: ApiClient, brand: DemoBrand): Promise<BrandId> {
  const logoPictureId = await place.uploadPicture(operator, brand.logo);
  const made = await operator.call(catalog.createBrand, {
    idempotencyKey: crypto.randomUUID(),
    name: brand.name,
    story: brand.story,
    logoPictureId,
  });
  return made.brandId;
}

type ProductTarget = { place: DemoPlace; operator: ApiClient; brandId: BrandId; productIds: Map<string, ProductId> };

async function seedProducts({ place, operator, brandId, productIds }: ProductTarget, products: readonly DemoProduct[]) {
  const { products: there } = await operator.call(catalog.listProducts, { brandId });
  for (const product of products) {
    const known = there.find((row) => row.name === product.name);
    const { productId } =
      known ??
      (await operator.call(catalog.createProduct, {
        idempotencyKey: crypto.randomUUID(),
        brandId,
        name: product.name,
        summary: product.summary,
        price: { amountMinor: product.priceMinor, currency: 'CNY' },
        pictureId: await place.uploadPicture(operator, product.picture),
        afterSaleTerms: product.afterSaleTerms,
        sale: { unitsInStock: product.variants ? null : 200, commissionBps: 1_500, afterSaleDays: 7 },
        variants: product.variants?.map((variant) => ({ ...variant })) ?? [],
      }));
    productIds.set(product.key, productId);
  }
}

type MaterialTarget = ProductTarget & {
  materialIds: Map<string, MaterialId>;
  cardIds: ReadonlyMap<string, ClaimCardId>;
};

async function seedMaterials(target: MaterialTarget, materials: readonly DemoMaterial[]) {
  const { place, operator, brandId, productIds, materialIds, cardIds } = target;
  const { materials: there } = await operator.call(catalog.listMaterials, { brandId });
  for (const material of materials) {
    const known = there.find((row) => row.title === material.title);
    const { materialId } =
      known ??
      (await operator.call(catalog.createMaterial, {
        idempotencyKey: crypto.randomUUID(),
        brandId,
        kind: material.kind,
        title: material.title,
        text: material.text,
        ...(material.tones && { tones: material.tones }),
        pictureId: material.picture ? await place.uploadPicture(operator, material.picture) : null,
        clipId: material.clip ? await place.uploadClip(operator, material.clip) : null,
        url: material.url ?? null,
        claims: toLinks(material, cardIds),
        productId: (material.product && productIds.get(material.product)) || null,
      }));
    materialIds.set(material.key, materialId);
  }
}

function toLinks({ rests }: DemoMaterial, cardIds: ReadonlyMap<string, ClaimCardId>): catalog.ClaimLink[] {
  const cardId = rests && cardIds.get(rests.claim);
  return cardId ? [{ sentence: rests.sentence, cardId }] : [];
}
