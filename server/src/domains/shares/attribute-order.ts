import type { BrandId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { CLICK_WINDOW_MS, type Click, type Credit, type CreditLink, chooseCredit } from './choose-credit.ts';

/** How far beyond the window is looked, so that who came a little too early sees why it did not count. */
const LOOK_BACK_MS = CLICK_WINDOW_MS + 86_400_000;

export type AttributeOrderDeps = {
  /** What a browser opened between two moments, both included. */
  listClicksOf: (db: Db, which: { brandId: BrandId; visitorId: Buffer; since: Date; until: Date }) => Promise<Click[]>;
};

/** An order that comes: where it was placed, or what it carries, and whose browser it was, as far as that is known. */
export type ComingOrder = {
  at: Date;
  brandId: BrandId;
  visitorId: Buffer | null;
  placedOn?: CreditLink;
  carried?: CreditLink;
};

/** Who is credited for an order that comes, and what was considered; undefined when nobody is. */
export async function attributeOrder(
  { listClicksOf }: AttributeOrderDeps,
  db: Db,
  { visitorId, ...order }: ComingOrder,
): Promise<Credit | undefined> {
  const since = new Date(order.at.getTime() - LOOK_BACK_MS);
  const { at: until, brandId } = order;
  const clicks = visitorId ? await listClicksOf(db, { brandId, visitorId, since, until }) : [];
  return chooseCredit({ ...order, clicks });
}
