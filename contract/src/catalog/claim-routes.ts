import { z } from 'zod';
import { BrandId, ClaimCardId, PictureId, ProductId } from '../ids.ts';
import { MAX_CLAIM_LENGTH } from '../limits.ts';
import { crew } from '../roles.ts';
import { route } from '../route.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { ClaimCard, WithheldWords } from './claims.ts';
import { HttpsUrl } from './https-url.ts';

const byCard = z.strictObject({ brandId: BrandId, cardId: ClaimCardId });

export const listClaimCards = route({
  method: 'GET',
  path: '/brands/:brandId/claim-cards',
  callers: crew,
  params: z.strictObject({ brandId: BrandId }),
  response: z.strictObject({ cards: z.array(ClaimCard) }),
  errors: ['catalog.not_found'],
  summary: 'The claims of a brand with their proofs, newest first, withdrawn ones too',
});

export const putClaimCard = route({
  method: 'PUT',
  path: '/brands/:brandId/claim-cards/:cardId',
  callers: crew,
  params: byCard,
  body: z
    .strictObject({
      productId: ProductId.nullable(),
      text: line(MAX_CLAIM_LENGTH),
      pictureId: PictureId.nullable(),
      url: HttpsUrl.nullable(),
      ownerName: line(40),
      expiresAt: Instant,
    })
    .refine(({ pictureId, url }) => pictureId !== null || url !== null, 'a claim needs its document'),
  response: ClaimCard,
  errors: ['catalog.not_found'],
  summary: 'Writes a claim card, or changes one; the caller makes the id, so repeating it is safe',
});

export const withdrawClaimCard = route({
  method: 'PUT',
  path: '/brands/:brandId/claim-cards/:cardId/withdrawal',
  callers: crew,
  params: byCard,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  response: ClaimCard,
  errors: ['catalog.not_found'],
  summary: 'Withdraws a claim, or takes that back; what rests on a withdrawn one can no longer be dropped',
});

export const listWithheldWords = route({
  method: 'GET',
  path: '/brands/:brandId/withheld-words',
  callers: crew,
  params: z.strictObject({ brandId: BrandId }),
  response: z.strictObject({ words: z.array(WithheldWords) }),
  errors: ['catalog.not_found'],
  summary:
    'What pages leave out of the words beside materials, since nothing proves it now; materials carry their own marks',
});
