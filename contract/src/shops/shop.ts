import { z } from 'zod';
import { Picture } from '../catalog/catalog.ts';
import { MaterialId, PictureId, ProductId, ShowId } from '../ids.ts';
import { MAX_SHOP_ITEMS, MAX_SHOP_NAME_LENGTH, MAX_SHOP_NOTE_LENGTH, MAX_SHOP_WELCOME_LENGTH } from '../limits.ts';
import { Money } from '../money.ts';
import { paragraph } from '../text.ts';

const shown = {
  productId: ProductId,
  name: z.string(),
  price: Money,
  /** Its variants differ in price: this is the lowest. */
  isFromPrice: z.boolean(),
  picture: Picture.nullable(),
  /** Null when it is not sold on pages. */
  unitsInStock: z.int().nullable(),
};

/** A product in a shopkeeper's shop, because she has a link for it. */
export const ShopItem = z.strictObject({
  ...shown,
  /** Her own words for it. */
  note: z.string(),
  isHidden: z.boolean(),
});
export type ShopItem = z.infer<typeof ShopItem>;

/** A product that she may take into her shop: a link for this material of this show does it. */
export const ShopCandidate = z.strictObject({
  ...shown,
  showId: ShowId,
  materialId: MaterialId,
  showTitle: z.string(),
});
export type ShopCandidate = z.infer<typeof ShopCandidate>;

/** Her shop as she arranges it. */
export const Shop = z.strictObject({
  /** Absolute, to hand on; it never changes. */
  url: z.url(),
  /** Her sentence above all that she recommends. */
  welcome: z.string(),
  /** In her order; what she has not placed comes last, newest first. */
  items: z.array(ShopItem),
  candidates: z.array(ShopCandidate),
  /** Sentences of her welcome and notes that visitors do not read now, since nothing proves them. */
  unproven: z.array(z.string()),
});
export type Shop = z.infer<typeof Shop>;

/** The whole arrangement: what is sent twice stands as it stood. */
export const Arrangement = z.strictObject({
  welcome: paragraph(MAX_SHOP_WELCOME_LENGTH),
  items: z
    .array(z.strictObject({ productId: ProductId, note: paragraph(MAX_SHOP_NOTE_LENGTH), isHidden: z.boolean() }))
    .max(MAX_SHOP_ITEMS)
    .refine((items) => new Set(items.map(({ productId }) => productId)).size === items.length, 'a product stands once'),
});
export type Arrangement = z.infer<typeof Arrangement>;

/** `#rrggbb`, in small letters. */
export const Colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/);

/** How the pages for consumers look. */
export const Look = z.strictObject({
  /** Of the shop; empty: the shopkeeper's own name stands alone. */
  name: z.string(),
  /** Of buttons, links and prices; null: ours. */
  accent: z.string().nullable(),
  banner: Picture.nullable(),
});
export type Look = z.infer<typeof Look>;

export const NewLook = z.strictObject({
  name: paragraph(MAX_SHOP_NAME_LENGTH),
  accent: Colour.nullable(),
  bannerPictureId: PictureId.nullable(),
});
