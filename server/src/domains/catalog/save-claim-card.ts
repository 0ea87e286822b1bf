import { type BrandId, CLAIM_EXPIRING_MS, type catalog, type RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findProducts, getFound } from './catalog.store.ts';
import { type BrandRights, checkBrand } from './check-brand.ts';
import { type ClaimCardRecord, listClaimCards, listResting, setWithdrawn, upsertClaimCard } from './claims.store.ts';
import { loadPictures } from './to-wire.ts';

export type SaveClaimCardDeps = BrandRights & { now: () => Date };

/** @throws AppError `catalog.not_found` */
export async function listBrandClaimCards(
  deps: SaveClaimCardDeps,
  caller: Member,
  brandId: BrandId,
): Promise<catalog.ClaimCard[]> {
  await checkBrand(deps, caller, brandId);
  return toClaimCards(deps.db, await listClaimCards(deps.db, brandId), deps.now());
}

/** @throws AppError `catalog.not_found`, also when the card or its product is of another brand. */
export async function putClaimCard(
  deps: SaveClaimCardDeps,
  caller: Member,
  { cardId, expiresAt, ...rest }: RouteInput<typeof catalog.putClaimCard>,
): Promise<catalog.ClaimCard> {
  await checkBrand(deps, caller, rest.brandId);
  const row = { ...rest, id: cardId, expiresAt: new Date(expiresAt), createdAt: deps.now(), withdrawnAt: null };
  return toOne(deps, await upsertClaimCard(deps.db, row));
}

/** Withdraws a claim, or takes that back. @throws AppError `catalog.not_found` */
export async function withdrawClaimCard(
  deps: SaveClaimCardDeps,
  caller: Member,
  { isWithdrawn, ...card }: RouteInput<typeof catalog.withdrawClaimCard>,
): Promise<catalog.ClaimCard> {
  await checkBrand(deps, caller, card.brandId);
  return toOne(deps, await setWithdrawn(deps.db, card, isWithdrawn ? deps.now() : null));
}

const toOne = async ({ db, now }: SaveClaimCardDeps, row: ClaimCardRecord): Promise<catalog.ClaimCard> =>
  getFound((await toClaimCards(db, [row], now()))[0], 'claim card');

async function toClaimCards(db: Db, rows: readonly ClaimCardRecord[], now: Date): Promise<catalog.ClaimCard[]> {
  const [pictures, products, resting] = await Promise.all([
    loadPictures(
      db,
      rows.map(({ pictureId }) => pictureId),
    ),
    findProducts(db, [...new Set(rows.flatMap(({ productId }) => productId ?? []))]),
    listResting(
      db,
      rows.map(({ id }) => id),
    ),
  ]);
  const names = new Map(products.map(({ id, name }) => [id, name]));
  const materials = Map.groupBy(resting, ({ cardId }) => cardId);
  return rows.map((row) => ({
    cardId: row.id,
    brandId: row.brandId,
    product: row.productId && { productId: row.productId, name: names.get(row.productId) ?? '' },
    text: row.text,
    picture: (row.pictureId && pictures.get(row.pictureId)) ?? null,
    url: row.url,
    ownerName: row.ownerName,
    expiresAt: row.expiresAt.toISOString(),
    state: chooseState(row, now),
    materials: (materials.get(row.id) ?? []).map(({ materialId, title }) => ({ materialId, title })),
  }));
}

function chooseState({ expiresAt, withdrawnAt }: ClaimCardRecord, now: Date): catalog.ClaimCardState {
  if (withdrawnAt) return 'withdrawn';
  const leftMs = expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= CLAIM_EXPIRING_MS ? 'expiring' : 'valid';
}
