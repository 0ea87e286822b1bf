import { z } from 'zod';
import { BrandId, ClaimCardId, MaterialId, ProductId } from '../ids.ts';
import { MAX_TEXT_LENGTH } from '../limits.ts';
import { Instant } from '../time.ts';
import { Material, Picture } from './catalog.ts';

/** What a sentence of copy claims. An income, or a reward for sharing, is refused whatever may prove it. */
export const ClaimKind = z.enum(['superlative', 'health', 'number', 'income', 'share_reward']);
export type ClaimKind = z.infer<typeof ClaimKind>;

/** Something that consumers read with a material. */
export const CopyField = z.enum([
  'title',
  'text',
  'tones.expert',
  'tones.warm',
  'tones.short',
  'product.name',
  'product.summary',
  'product.afterSaleTerms',
  'product.variant',
  'brand.story',
  'show.title',
  'segment.title',
  'faq.answer',
  'shop.welcome',
  'shop.note',
  'inquiry.answer',
  'account.tagline',
]);
export type CopyField = z.infer<typeof CopyField>;

/** Why a sentence may not be shown as it is. */
export const ClaimReason = z.enum([
  'never_allowed',
  'no_card',
  'card_expired',
  'card_withdrawn',
  'other_product',
  'number_differs',
]);
export type ClaimReason = z.infer<typeof ClaimReason>;

/** A sentence that may not be shown, and where it stands: `field.slice(start, end)`, in UTF-16 units. */
export const ClaimMark = z.strictObject({
  field: CopyField,
  start: z.int().min(0),
  end: z.int().min(1),
  sentence: z.string(),
  kinds: z.array(ClaimKind).min(1),
  /** What in the sentence claims it, as the lexicon reads it. */
  words: z.array(z.string()),
  reason: ClaimReason,
});
export type ClaimMark = z.infer<typeof ClaimMark>;

/** On which card a sentence rests. */
export const ClaimLink = z.strictObject({ sentence: z.string().min(1).max(MAX_TEXT_LENGTH), cardId: ClaimCardId });
export type ClaimLink = z.infer<typeof ClaimLink>;

export const ClaimCardState = z.enum(['valid', 'expiring', 'expired', 'withdrawn']);
export type ClaimCardState = z.infer<typeof ClaimCardState>;

/** A claim that a brand may make: who answers for it, what proves it, and until when. */
export const ClaimCard = z.strictObject({
  cardId: ClaimCardId,
  brandId: BrandId,
  /** Null: of the whole brand. */
  product: z.strictObject({ productId: ProductId, name: z.string() }).nullable(),
  text: z.string(),
  /** The document: a picture of it, its address, or both. */
  picture: Picture.nullable(),
  url: z.string().nullable(),
  ownerName: z.string(),
  expiresAt: Instant,
  state: ClaimCardState,
  /** Materials with a sentence that rests on it; archived ones are not counted. */
  materials: z.array(z.strictObject({ materialId: MaterialId, title: z.string() })),
});
export type ClaimCard = z.infer<typeof ClaimCard>;

/** Words beside materials of which pages leave a sentence out now. */
export const WithheldWords = z.strictObject({
  field: CopyField,
  /** Whose they are: the brand, a show, a product, or a shopkeeper and a product. */
  of: z.string(),
  marks: z.array(ClaimMark).min(1),
});
export type WithheldWords = z.infer<typeof WithheldWords>;

/** A material as the crew keeps it. Consumers and the show log get it without its proofs. */
export const KeptMaterial = z.strictObject({
  ...Material.shape,
  claims: z.array(ClaimLink),
  /** What keeps it from being dropped now. */
  marks: z.array(ClaimMark),
});
export type KeptMaterial = z.infer<typeof KeptMaterial>;
