import { z } from 'zod';
import { BrandId, ClipId, MaterialId, PictureId, ProductId } from '../ids.ts';
import { Money } from '../money.ts';
import { DurationMs, Instant } from '../time.ts';

export const Picture = z.strictObject({
  pictureId: PictureId,
  /** Path below the public URL; `?w=` picks a width of 96, 320, 750 or 1280 px. */
  path: z.string(),
  width: z.int(),
  height: z.int(),
});
export type Picture = z.infer<typeof Picture>;

export const Clip = z.strictObject({
  clipId: ClipId,
  path: z.string(),
  posterPath: z.string(),
  durationMs: DurationMs,
  width: z.int(),
  height: z.int(),
});
export type Clip = z.infer<typeof Clip>;

export const Brand = z.strictObject({
  brandId: BrandId,
  name: z.string(),
  story: z.string(),
  logo: Picture.nullable(),
});
export type Brand = z.infer<typeof Brand>;

export const Product = z.strictObject({
  productId: ProductId,
  brandId: BrandId,
  name: z.string(),
  summary: z.string(),
  price: Money,
  picture: Picture.nullable(),
  /** What the buyer may expect after the sale, in plain words. */
  afterSaleTerms: z.string(),
});
export type Product = z.infer<typeof Product>;

export const MaterialKind = z.enum(['poster', 'copy', 'clip', 'image', 'link']);
export type MaterialKind = z.infer<typeof MaterialKind>;

/** What a shopkeeper can forward. A poster is a picture on which the server prints her name and QR. */
export const Material = z.strictObject({
  materialId: MaterialId,
  brandId: BrandId,
  kind: MaterialKind,
  title: z.string(),
  /** The words to send along; the whole of a `copy`. */
  text: z.string(),
  picture: Picture.nullable(),
  clip: Clip.nullable(),
  /** Of a `link`: https only. */
  url: z.string().nullable(),
  product: Product.nullable(),
  archivedAt: Instant.nullable(),
});
export type Material = z.infer<typeof Material>;
