import type { AccountId, catalog, PictureId, ShareCode, ShowId, shows } from '@shoal/contract';

/** What posters show of a show, beside material and shopkeeper; a read-only view fills it. */
export type PosterScene = {
  title: string;
  state: shows.ShowState;
  startsAt: Date | null;
  timeZone: string;
  brandName: string;
  brandStory: string;
  logoPictureId: PictureId | null;
  /** Whether it says that it is advertising. */
  isAdMarked: boolean;
};

/** All that the poster behind a link shows. */
export type PosterFacts = {
  code: ShareCode;
  shopkeeper: { accountId: AccountId; displayName: string; tagline: string; facePictureId: PictureId | null };
  material: catalog.Material;
  isRecalled: boolean;
  scene: PosterScene;
};

export type PosterLang = 'zh' | 'en';

/** What posters say of themselves, in one language. */
export type PosterWords = {
  adMark: string;
  price: string;
  /** A price that is the lowest of several. */
  fromPrice: (price: string) => string;
  afterSale: string;
  poster: Record<'scanHint' | 'invitation' | 'isLive' | 'isOver' | 'noDate', string>;
};
export type PosterScenes = ReadonlyMap<ShowId, PosterScene>;
