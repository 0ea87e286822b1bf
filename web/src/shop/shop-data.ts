import type { inquiries, shares } from '@shoal/contract';
import type { Words } from '@shoal/contract/words';

/** What the server left in the page for the islands. */
export type ShopData = {
  code: string;
  materialId: string;
  /** The moment of the replay that the address names. */
  startMs: number | null;
  beacon: string;
  locale: 'zh' | 'en';
  state: shares.ShopState;
  /** What this browser asked her before. */
  own: readonly inquiries.OwnInquiry[];
  posterPath: string | null;
  askWords: Record<
    'busy' | 'failed' | 'keep' | 'refused' | 'sentAlready' | 'tooMany' | 'waiting' | 'wrong' | 'answer',
    string
  >;
  words: Words['shop']['island'] & Pick<Words['shop'], 'status' | 'statusText' | 'chapters'>;
};

/** Undefined on a page that has no islands. */
export function readShopData(page: Document): ShopData | undefined {
  const text = page.getElementById('shop-data')?.textContent;
  return text ? (JSON.parse(text) as ShopData) : undefined; // The server wrote it, by the same type.
}
