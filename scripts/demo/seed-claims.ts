import { randomUUID } from 'node:crypto';
import { type BrandId, ClaimCardId, catalog } from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import type { DemoPlace } from './demo-place.ts';
import type { DemoClaim } from './story/demo-brand.ts';

const DAY_MS = 86_400_000;
type ClaimTarget = { place: DemoPlace; operator: ApiClient; brandId: BrandId };

/** The claims of a brand by their keys; what is there by its words is left as it is. */
export async function seedClaims(
  { brandId, operator, place }: ClaimTarget,
  claims: readonly DemoClaim[],
): Promise<ReadonlyMap<string, ClaimCardId>> {
  const { cards: there } = await operator.call(catalog.listClaimCards, { brandId });
  const cardIds = new Map<string, ClaimCardId>();
  for (const { key, ownerName, picture, text, validDays } of claims) {
    const known = there.find((card) => card.text === text);
    const { cardId } =
      known ??
      (await operator.call(catalog.putClaimCard, {
        brandId,
        cardId: ClaimCardId.parse(randomUUID()),
        productId: null,
        text,
        pictureId: await place.uploadPicture(operator, picture),
        url: null,
        ownerName,
        expiresAt: new Date(Date.now() + validDays * DAY_MS).toISOString(),
      }));
    cardIds.set(key, cardId);
  }
  return cardIds;
}
