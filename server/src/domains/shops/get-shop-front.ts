import { type AccountId, AppError } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import { type KeepProven, writeProven } from '../../platform/said-words.ts';
import { readShopAddress } from './new-shop-address.ts';
import { type FrontWords, sayFront } from './prove-front.ts';
import { findShopByAddress } from './shops.store.ts';

export type ShopFrontDeps<Facts> = {
  db: Db;
  limits: RateLimits;
  now: () => Date;
  keepProven: KeepProven;
  /** All that stands in a shopkeeper's shop; a read-only view fills it. */
  readFront: (db: Db, shopkeeperId: AccountId) => Promise<Facts>;
};
/** A shop that has an address, and what stands in it, without what nothing proves any more. */
export type ShopFront<Facts> = Facts & { shopkeeperId: AccountId; address: string; welcome: string };

const misses: RateLimit = { name: 'shop-misses', points: 60, windowSeconds: 60 };

/**
 * The shop at an address. Every address that nobody has is answered alike.
 * @throws AppError `shops.not_found` | `request.rate_limited` for those who try many
 */
export async function getShopFront<Facts extends Omit<FrontWords, 'welcome'>>(
  { db, keepProven, limits, now, readFront }: ShopFrontDeps<Facts>,
  typed: string,
  ip: string,
): Promise<ShopFront<Facts>> {
  const address = readShopAddress(typed);
  const shop = address === undefined ? undefined : await findShopByAddress(db, address);
  if (!shop) {
    await limits.take(misses, ip);
    throw new AppError('shops.not_found', 'no such shop');
  }
  const front = { ...(await readFront(db, shop.shopkeeperId)), ...shop };
  return writeProven(
    (said) => keepProven(db, said, now()),
    (say) => sayFront(say, front),
  );
}
