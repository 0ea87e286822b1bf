import type { catalog, RouteRequest, shows } from '@shoal/contract';

/** An invented brand with all that it sells and says. Pictures are named as `make-art.mjs` writes them. */
export type DemoBrand = {
  key: 'tea' | 'skin';
  name: string;
  story: string;
  logo: string;
  products: readonly DemoProduct[];
  materials: readonly DemoMaterial[];
  claims: readonly DemoClaim[];
};
/** What a brand may say, with the picture that proves it. */
export type DemoClaim = { key: string; text: string; picture: string; ownerName: string; validDays: number };
export type DemoProduct = {
  key: string;
  name: string;
  summary: string;
  /** With variants the lowest of theirs. */
  priceMinor: number;
  picture: string;
  afterSaleTerms: string;
  /** What a buyer chooses among, each with a price and a stock of its own. */
  variants?: readonly { name: string; priceMinor: number; unitsInStock: number }[];
};
export type DemoMaterial = {
  key: string;
  kind: RouteRequest<typeof catalog.createMaterial>['kind'];
  title: string;
  text: string;
  tones?: { expert?: string; warm?: string; short?: string };
  picture?: string;
  clip?: string;
  url?: string;
  product?: string;
  /** A sentence of it and the claim that it rests on. */
  rests?: { sentence: string; claim: string };
};
type SegmentDraft = NonNullable<RouteRequest<typeof shows.createShow>['segments']>[number];
export type DemoSegment = Omit<SegmentDraft, 'materialIds' | 'segmentId'> & { materials: readonly string[] };

/** Both brands take back alike. */
export const terms = '签收后 7 天内可无理由退换，来回运费由品牌承担；破损、漏发当天补发。';
