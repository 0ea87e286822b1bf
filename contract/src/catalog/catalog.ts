import { z } from 'zod';
import { BrandId, ClipId, MaterialId, PictureId, ProductId, VariantId } from '../ids.ts';
import { MAX_AFTER_SALE_DAYS, MAX_COMMISSION_BPS, MAX_STOCK, MIN_AFTER_SALE_DAYS } from '../limits.ts';
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

/** What a buyer chooses among. */
export const Variant = z.strictObject({ variantId: VariantId, name: z.string(), price: Money });
export type Variant = z.infer<typeof Variant>;

export const Product = z.strictObject({
  productId: ProductId,
  brandId: BrandId,
  name: z.string(),
  summary: z.string(),
  /** Of its variants the lowest, where it offers some. */
  price: Money,
  /** Its variants differ in price. Missing where it was dropped before there were variants. */
  isFromPrice: z.boolean().optional(),
  /** Those that are offered, in order; missing where there are none. */
  variants: z.array(Variant).optional(),
  picture: Picture.nullable(),
  /** What the buyer may expect after the sale, in plain words. */
  afterSaleTerms: z.string(),
});
export type Product = z.infer<typeof Product>;

/** How a product is sold: what is on the shelf, what its shopkeeper earns, how long a buyer may think it over. */
export const SaleTerms = z.strictObject({
  /** Null: not sold on shopkeepers' pages, or kept by its variants. */
  unitsInStock: z.int().min(0).max(MAX_STOCK).nullable(),
  /** Basis points (1/10000) of what the buyer pays. */
  commissionBps: z.int().min(0).max(MAX_COMMISSION_BPS),
  /** Days from receipt in which it may be returned; the commission is pending until they are over. */
  afterSaleDays: z.int().min(MIN_AFTER_SALE_DAYS).max(MAX_AFTER_SALE_DAYS),
});
export type SaleTerms = z.infer<typeof SaleTerms>;

/** A variant as the crew keeps it, with what is on its shelf. */
export const KeptVariant = z.strictObject({
  ...Variant.shape,
  /** Null: not sold on shopkeepers' pages. */
  unitsInStock: z.int().min(0).max(MAX_STOCK).nullable(),
  /** False: offered no more, though orders may name it. */
  isActive: z.boolean(),
});
export type KeptVariant = z.infer<typeof KeptVariant>;

/** A product as the crew keeps it. Consumers and the show log get it without its terms. */
export const KeptProduct = z.strictObject({ ...Product.shape, variants: z.array(KeptVariant), sale: SaleTerms });
export type KeptProduct = z.infer<typeof KeptProduct>;

export const MaterialKind = z.enum(['poster', 'copy', 'clip', 'image', 'link']);
export type MaterialKind = z.infer<typeof MaterialKind>;

/** How a copy speaks, beside the words that a material always has. */
export const CopyTone = z.enum(['expert', 'warm', 'short']);
export type CopyTone = z.infer<typeof CopyTone>;
/** The same message in other tones; a tone that nobody wrote is missing. */
export const CopyTones = z.partialRecord(CopyTone, z.string());
export type CopyTones = z.infer<typeof CopyTones>;

/** How a poster looks: the product large, the price large, an invitation to the show, or the brand's story. */
export const PosterTemplate = z.enum(['hero', 'price', 'invite', 'trust']);
export type PosterTemplate = z.infer<typeof PosterTemplate>;

/** What a shopkeeper can forward. A poster is a picture on which the server prints her name and QR. */
export const Material = z.strictObject({
  materialId: MaterialId,
  brandId: BrandId,
  kind: MaterialKind,
  title: z.string(),
  /** The words to send along; the whole of a `copy`. */
  text: z.string(),
  /** Missing where it was dropped before there were tones. */
  tones: CopyTones.optional(),
  picture: Picture.nullable(),
  /** Those that she may pick from, the first by itself. Missing where it was dropped before there were templates. */
  posterTemplates: z.array(PosterTemplate).optional(),
  clip: Clip.nullable(),
  /** Of a `link`: https only. */
  url: z.string().nullable(),
  product: Product.nullable(),
  archivedAt: Instant.nullable(),
});
export type Material = z.infer<typeof Material>;
