import type { AccountId, PictureId, ProductId } from '@shoal/contract';

export type ShopRecord = { shopkeeperId: AccountId; address: string; welcome: string; createdAt: Date };

export type ShopItemRecord = {
  shopkeeperId: AccountId;
  productId: ProductId;
  position: number;
  note: string;
  isHidden: boolean;
};

export type ShopLookRecord = {
  /** Always true: there is one row at most. */
  isOnly: boolean;
  name: string;
  accent: string | null;
  bannerPictureId: PictureId | null;
};

export type ShopsTables = { shops: ShopRecord; shopItems: ShopItemRecord; shopLook: ShopLookRecord };
