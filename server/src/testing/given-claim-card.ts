import type { BrandId, ClaimCardId, ProductId } from '@shoal/contract';
import { upsertClaimCard } from '../domains/catalog/claims.store.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';

export type GivenClaim = { brandId: BrandId; productId?: ProductId; text?: string; expiresAt?: Date };

/** A claim of a brand that is proven for a year. */
export async function givenClaimCard(db: Db, claim: GivenClaim): Promise<ClaimCardId> {
  const {
    brandId,
    expiresAt = new Date(Date.now() + 365 * 86_400_000),
    productId = null,
    text = 'Won first prize',
  } = claim;
  const proof = { pictureId: null, url: 'https://tea.example/report', ownerName: 'Quality office' };
  const row = { ...proof, brandId, productId, text, expiresAt, createdAt: new Date(), withdrawnAt: null };
  return (await upsertClaimCard(db, { ...row, id: newId() })).id;
}
