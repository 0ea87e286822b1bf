import type { AccountId, catalog, inquiries, ShareCode, shares, VariantId } from '@shoal/contract';
import type { Words } from '@shoal/contract/words';
import type { ShopAssets } from './asset-manifest.ts';
import type { PageLocale } from './choose-locale.ts';

/** What stands behind a link, as far as the page shows it. */
export type ShopFacts = {
  code: ShareCode;
  shopkeeper: { accountId: AccountId; displayName: string; tagline: string; face: catalog.Picture | null };
  show: { title: string; timeZone: string; brandName: string; cover: catalog.Picture | null; isRehearsal: boolean };
  material: catalog.Material;
  isRecalled: boolean;
  /** What the operator put in its place, if she did. */
  correction?: { text: string; at: Date; replacement: Replacement | null } | undefined;
  /** When the shopkeeper came to know the product. */
  studiedAt: string | null;
  /** Of her shop, where all stands that she recommends. */
  shopAddress: string | null;
  /** What was asked about the product in a show, with what the host answered. */
  faqs: readonly { question: string; answer: string }[];
  /** What is left to buy; null when it is not sold here. */
  unitsInStock: number | null;
  /** What a buyer chooses among; empty of a product that is sold as it stands. */
  variants: readonly Choice[];
  /** Whether the page says that it is advertising. */
  isAdMarked: boolean;
};

export type Choice = { variantId: VariantId; name: string; priceMinor: number; unitsInStock: number };
type Replacement = { title: string; text: string; picture: catalog.Picture | null };

/** All that a template needs. */
export type ShopView = {
  facts: ShopFacts;
  state: shares.ShopState;
  /** The moment of the replay that the address names. */
  startMs: number | null;
  beacon: string;
  /** What this browser asked her before. */
  own: readonly inquiries.OwnInquiry[];
  /** For the next question. */
  idempotencyKey: string;
  locale: PageLocale;
  words: Words['shop'];
  recallWords: Words['recalls']['page'];
  assets: ShopAssets;
  nonce: string;
  publicUrl: string;
};

/** The picture that stands for the link before anything plays. */
export const choosePicture = ({ isRecalled, material, show }: ShopFacts): catalog.Picture | null =>
  isRecalled ? show.cover : (show.cover ?? material.picture ?? material.product?.picture ?? null);
