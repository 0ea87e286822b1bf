import type { AccountId, BrandId, orders, RouteResponse } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findNewestSecret, insertSecretAfter } from './hook-secrets.store.ts';
import { toHookSecret } from './order-link.ts';
import type { OrdersDeps } from './orders-deps.ts';

/** How long the secret before the newest is taken too, so that an outside shop can change over without losing an event. */
export const OVERLAP_MS = 24 * 3_600_000;
const FIRST = 1;

type Deps = Pick<OrdersDeps, 'db' | 'now' | 'orderKey' | 'publicUrl'>;
type Hook = RouteResponse<typeof orders.getPaymentHook>;

/** The secrets by which an event may be signed now: the newest, and for a day the one before it. */
export async function listValidSecrets(
  { now, orderKey }: Pick<Deps, 'now' | 'orderKey'>,
  db: Db,
  brandId: BrandId,
): Promise<string[]> {
  const { number, previousUntil } = await readNewest(db, brandId);
  const isOverlapping = previousUntil !== null && now() < previousUntil;
  const numbers = isOverlapping ? [number, number - 1] : [number];
  return numbers.map((one) => toHookSecret(orderKey, brandId, one));
}

async function readNewest(db: Db, brandId: BrandId): Promise<{ number: number; previousUntil: Date | null }> {
  const newest = await findNewestSecret(db, brandId);
  if (!newest) return { number: FIRST, previousUntil: null };
  return { number: newest.number, previousUntil: new Date(newest.madeAt.getTime() + OVERLAP_MS) };
}

/** Where an outside shop tells payments, and the newest secret. */
export async function getHook({ db, now, orderKey, publicUrl }: Deps, brandId: BrandId): Promise<Hook> {
  const { number, previousUntil } = await readNewest(db, brandId);
  return {
    number,
    url: `${publicUrl}/hooks/payments/${brandId}`,
    secret: toHookSecret(orderKey, brandId, number),
    previousUntil: previousUntil && now() < previousUntil ? previousUntil.toISOString() : null,
  };
}

/** Makes the secret after the one that the caller saw; again, or when another was quicker, it answers the newest. */
export async function rotateHook(
  deps: Deps,
  { brandId, by, from }: { brandId: BrandId; from: number; by: AccountId },
): Promise<Hook> {
  await insertSecretAfter(deps.db, { brandId, number: from + 1, madeBy: by, madeAt: deps.now() });
  return getHook(deps, brandId);
}
