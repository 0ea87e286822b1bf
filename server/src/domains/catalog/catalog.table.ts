import type {
  AccountId,
  BrandId,
  ClaimCardId,
  ClipId,
  Currency,
  catalog,
  MaterialId,
  PictureId,
  ProductId,
  VariantId,
} from '@shoal/contract';
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';
import type { PictureFormat } from '../../platform/picture-path.ts';

export type PictureRecord = {
  id: PictureId;
  ownerId: AccountId | null;
  format: PictureFormat;
  width: number;
  height: number;
  sizeBytes: number;
  createdAt: Date;
};

export type ClipRecord = {
  id: ClipId;
  ownerId: AccountId | null;
  durationMs: number;
  width: number;
  height: number;
  sizeBytes: number;
  createdAt: Date;
};

export type BrandRecord = {
  id: BrandId;
  name: string;
  story: string;
  logoPictureId: PictureId | null;
  createdAt: Date;
};

export type ProductTable = {
  id: ProductId;
  brandId: BrandId;
  name: string;
  summary: string;
  priceMinor: number;
  currency: Currency;
  pictureId: PictureId | null;
  afterSaleTerms: string;
  createdAt: Date;
  /** Null: not sold on shopkeepers' pages, or kept by the variants that it offers. */
  unitsInStock: Generated<number | null>;
  commissionBps: Generated<number>;
  afterSaleDays: Generated<number>;
};

export type ProductRecord = Selectable<ProductTable>;
export type NewProduct = Insertable<ProductTable>;

export type VariantRecord = {
  id: VariantId;
  productId: ProductId;
  name: string;
  priceMinor: number;
  /** Null: not sold on shopkeepers' pages. */
  unitsInStock: number | null;
  /** False: not offered. */
  isActive: boolean;
  position: number;
};

export type MaterialTable = {
  id: MaterialId;
  brandId: BrandId;
  kind: catalog.MaterialKind;
  title: string;
  text: string;
  pictureId: PictureId | null;
  clipId: ClipId | null;
  url: string | null;
  productId: ProductId | null;
  createdAt: Date;
  archivedAt: Date | null;
  tones: ColumnType<catalog.CopyTones, string | undefined, string>;
  posterTemplates: Generated<catalog.PosterTemplate[]>;
};
export type MaterialRecord = Selectable<MaterialTable>;
export type NewMaterial = Omit<MaterialRecord, 'tones' | 'posterTemplates'> &
  Partial<Pick<MaterialRecord, 'tones' | 'posterTemplates'>>;

export type ClaimCardRecord = {
  id: ClaimCardId;
  brandId: BrandId;
  /** Null: of the whole brand. */
  productId: ProductId | null;
  text: string;
  pictureId: PictureId | null;
  url: string | null;
  ownerName: string;
  expiresAt: Date;
  createdAt: Date;
  withdrawnAt: Date | null;
};

export type MaterialClaimRecord = { materialId: MaterialId; brandId: BrandId; sentence: string; cardId: ClaimCardId };

export type CatalogTables = {
  claimCards: ClaimCardRecord;
  materialClaims: MaterialClaimRecord;
  adMark: { isSingle: Generated<boolean>; isShown: boolean };
  pictures: PictureRecord;
  clips: ClipRecord;
  brands: BrandRecord;
  products: ProductTable;
  productVariants: VariantRecord;
  materials: MaterialTable;
};
