import { z } from 'zod';
import { BrandId, ClipId, IdempotencyKey, MaterialId, PictureId, ProductId, VariantId } from '../ids.ts';
import {
  MAX_CLAIM_LINKS,
  MAX_CLIP_BYTES,
  MAX_PICTURE_BYTES,
  MAX_STOCK,
  MAX_TEXT_LENGTH,
  MAX_TITLE_LENGTH,
  MAX_VARIANT_NAME_LENGTH,
  MAX_VARIANTS,
  MIN_AFTER_SALE_DAYS,
} from '../limits.ts';
import { AmountMinor, Money } from '../money.ts';
import { crew, members, operators } from '../roles.ts';
import { route } from '../route.ts';
import { line, paragraph } from '../text.ts';
import { Brand, Clip, CopyTone, KeptProduct, MaterialKind, Picture, PosterTemplate, SaleTerms } from './catalog.ts';
import { ClaimLink, KeptMaterial } from './claims.ts';
import { HttpsUrl } from './https-url.ts';

export const uploadPicture = route({
  method: 'POST',
  path: '/pictures',
  callers: members,
  rawBody: { types: ['image/jpeg', 'image/png', 'image/webp'], limitBytes: MAX_PICTURE_BYTES },
  response: Picture,
  errors: ['catalog.picture_unreadable', 'catalog.quota_exceeded'],
  summary: 'Stores a picture decoded and encoded anew, without its metadata',
});

export const uploadClip = route({
  method: 'POST',
  path: '/clips',
  callers: crew,
  rawBody: { types: ['video/mp4', 'video/quicktime', 'video/webm'], limitBytes: MAX_CLIP_BYTES },
  response: Clip,
  errors: ['catalog.clip_unreadable', 'catalog.quota_exceeded'],
  summary: 'Stores a clip of at most 90 s as H264 and AAC',
});

export const listBrands = route({
  method: 'GET',
  path: '/brands',
  callers: crew,
  response: z.strictObject({ brands: z.array(Brand) }),
  errors: [],
  summary: 'Brands the caller may make shows for',
});

const brandBody = { name: line(60), story: paragraph(MAX_TEXT_LENGTH), logoPictureId: PictureId.nullable() };
export const createBrand = route({
  method: 'POST',
  path: '/brands',
  callers: operators,
  body: z.strictObject({
    idempotencyKey: IdempotencyKey,
    name: brandBody.name,
    story: brandBody.story.default(''),
    logoPictureId: brandBody.logoPictureId.default(null),
  }),
  response: Brand,
  errors: ['catalog.not_found', 'catalog.claim_unproven', 'request.key_reused'],
  summary: 'Makes a brand; a retry answers the one that was made',
});
export const updateBrand = route({
  method: 'PATCH',
  path: '/brands/:brandId',
  callers: operators,
  params: z.strictObject({ brandId: BrandId }),
  body: z.strictObject(brandBody).partial(),
  response: Brand,
  errors: ['catalog.not_found', 'catalog.claim_unproven'],
  summary: 'Changes a brand',
});

export const listProducts = route({
  method: 'GET',
  path: '/products',
  callers: crew,
  query: z.strictObject({ brandId: BrandId }),
  response: z.strictObject({ products: z.array(KeptProduct) }),
  errors: ['catalog.not_found'],
  summary: 'Products of a brand, newest first',
});

/** A variant as it is to stand; its place is that in the list. */
const VariantInput = z.strictObject({
  /** Missing: a new one. */
  variantId: VariantId.optional(),
  name: line(MAX_VARIANT_NAME_LENGTH),
  /** In the product's currency. */
  priceMinor: AmountMinor,
  /** Missing: as many as there are, so that what was sold meanwhile stays sold. */
  unitsInStock: z.int().min(0).max(MAX_STOCK).nullable().optional(),
  isActive: z.boolean().default(true),
});
export type VariantInput = z.infer<typeof VariantInput>;
const isOnce = (values: readonly unknown[]) => new Set(values).size === values.length;
/** All of them; one that is missing goes, or where orders name it is offered no more. */
const variants = z
  .array(VariantInput)
  .max(MAX_VARIANTS)
  .refine((all) => isOnce(all.map(({ name }) => name)), 'each name once')
  .refine((all) => isOnce(all.flatMap(({ variantId }) => variantId ?? [])), 'each variant once');

const productBody = {
  name: line(MAX_TITLE_LENGTH),
  summary: paragraph(MAX_TEXT_LENGTH),
  price: Money,
  pictureId: PictureId.nullable(),
  afterSaleTerms: paragraph(MAX_TEXT_LENGTH),
  /** Without stock of its own while it offers variants. */
  sale: SaleTerms,
  variants,
};
const unsold = { unitsInStock: null, commissionBps: 0, afterSaleDays: MIN_AFTER_SALE_DAYS };
export const createProduct = route({
  method: 'POST',
  path: '/products',
  callers: crew,
  body: z.strictObject({
    idempotencyKey: IdempotencyKey,
    brandId: BrandId,
    name: productBody.name,
    summary: productBody.summary.default(''),
    price: productBody.price,
    pictureId: productBody.pictureId.default(null),
    afterSaleTerms: productBody.afterSaleTerms.default(''),
    sale: productBody.sale.default(unsold),
    variants: productBody.variants.default([]),
  }),
  response: KeptProduct,
  errors: ['catalog.not_found', 'request.key_reused'],
  summary: 'Makes a product of a brand; a retry answers the one that was made',
});
export const updateProduct = route({
  method: 'PATCH',
  path: '/products/:productId',
  callers: crew,
  params: z.strictObject({ productId: ProductId }),
  /** Stock of the product that is missing stays as it is, so that what was sold meanwhile stays sold. */
  body: z.strictObject({ ...productBody, sale: SaleTerms.partial({ unitsInStock: true }) }).partial(),
  response: KeptProduct,
  errors: ['catalog.not_found'],
  summary: 'Changes a product',
});

export const listMaterials = route({
  method: 'GET',
  path: '/materials',
  callers: crew,
  query: z.strictObject({ brandId: BrandId }),
  response: z.strictObject({ materials: z.array(KeptMaterial) }),
  errors: ['catalog.not_found'],
  summary: 'Materials of a brand that are not archived, newest first',
});

const AdMark = z.strictObject({
  /** Whether shopkeepers' pages, order forms and posters say that they are advertising. */
  isShown: z.boolean(),
});
export const getAdMark = route({
  method: 'GET',
  path: '/ad-mark',
  callers: operators,
  response: AdMark,
  errors: [],
  summary: 'Whether what consumers see says that it is advertising; it does until somebody switches it off',
});
export const putAdMark = route({
  method: 'PUT',
  path: '/ad-mark',
  callers: operators,
  body: AdMark,
  response: AdMark,
  errors: [],
  summary: 'Switches the word on pages, order forms and posters on or off',
});

const materialBody = {
  title: line(MAX_TITLE_LENGTH),
  text: paragraph(MAX_TEXT_LENGTH),
  tones: z.partialRecord(CopyTone, paragraph(MAX_TEXT_LENGTH)),
  pictureId: PictureId.nullable(),
  posterTemplates: z
    .array(PosterTemplate)
    .min(1)
    .max(PosterTemplate.options.length)
    .refine((all) => new Set(all).size === all.length, 'each template once'),
  clipId: ClipId.nullable(),
  url: HttpsUrl.nullable(),
  productId: ProductId.nullable(),
  /** On which cards its sentences rest; a sentence that claims nothing needs none, and its link is let go. */
  claims: z.array(ClaimLink).max(MAX_CLAIM_LINKS),
};
export const createMaterial = route({
  method: 'POST',
  path: '/materials',
  callers: crew,
  body: z
    .strictObject({
      idempotencyKey: IdempotencyKey,
      brandId: BrandId,
      kind: MaterialKind,
      title: materialBody.title,
      text: materialBody.text.default(''),
      tones: materialBody.tones.default({}),
      pictureId: materialBody.pictureId.default(null),
      posterTemplates: materialBody.posterTemplates.default([...PosterTemplate.options]),
      clipId: materialBody.clipId.default(null),
      url: materialBody.url.default(null),
      productId: materialBody.productId.default(null),
      claims: materialBody.claims.default([]),
    })
    .refine(
      (m) => (m.kind !== 'poster' && m.kind !== 'image') || m.pictureId !== null,
      'a poster or image needs a picture',
    )
    .refine((m) => m.kind !== 'clip' || m.clipId !== null, 'a clip needs its video')
    .refine((m) => m.kind !== 'link' || m.url !== null, 'a link needs its address')
    .refine((m) => m.kind !== 'copy' || m.text !== '', 'a copy needs its words'),
  response: KeptMaterial,
  errors: ['catalog.not_found', 'catalog.claim_unproven', 'request.key_reused'],
  summary: 'Makes a material of a brand; a retry answers the one that was made',
});
export const updateMaterial = route({
  method: 'PATCH',
  path: '/materials/:materialId',
  callers: crew,
  params: z.strictObject({ materialId: MaterialId }),
  body: z.strictObject({ ...materialBody, isArchived: z.boolean() }).partial(),
  response: KeptMaterial,
  errors: ['catalog.not_found', 'catalog.claim_unproven'],
  summary: 'Changes or archives a material; what was dropped already keeps its words',
});
