import { z } from 'zod';
import { BrandId, IdempotencyKey, MaterialId, RecallId } from '../ids.ts';
import { MAX_CORRECTION_LENGTH, MAX_REASON_LENGTH } from '../limits.ts';
import { crew, operators, shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { line, paragraph } from '../text.ts';
import { AffectedBuyer, RecallKit, RecallState } from './recall.ts';

const oneMaterial = z.strictObject({ materialId: MaterialId });

export const getRecall = route({
  method: 'GET',
  path: '/materials/:materialId/recall',
  callers: crew,
  params: oneMaterial,
  response: RecallState,
  errors: ['catalog.not_found'],
  summary: 'What a recall of the material concerns, the one that stands, and what was done before',
});

export const recallMaterial = route({
  method: 'POST',
  path: '/materials/:materialId/recall',
  callers: operators,
  params: oneMaterial,
  body: z.strictObject({
    idempotencyKey: IdempotencyKey,
    reason: line(MAX_REASON_LENGTH),
    correction: paragraph(MAX_CORRECTION_LENGTH).pipe(z.string().min(1)),
    /** Of the same brand, and not recalled itself. */
    replacementId: MaterialId.nullable(),
  }),
  response: RecallState,
  errors: ['catalog.not_found', 'drops.recalled', 'request.key_reused'],
  summary:
    'Every link and printed code of the material shows the correction from now on; recalling again replaces the words',
});

export const restoreMaterial = route({
  method: 'POST',
  path: '/materials/:materialId/recall/end',
  callers: operators,
  params: oneMaterial,
  body: z.strictObject({ idempotencyKey: IdempotencyKey, reason: line(MAX_REASON_LENGTH) }),
  response: RecallState,
  errors: ['catalog.not_found', 'request.key_reused'],
  summary: 'Takes a recall back: the links show what they showed before. Without a recall nothing happens',
});

export const listRecalled = route({
  method: 'GET',
  path: '/recalls',
  callers: crew,
  query: z.strictObject({ brandId: BrandId }),
  response: z.strictObject({ materialIds: z.array(MaterialId) }),
  errors: ['catalog.not_found'],
  summary: 'The materials of a brand whose recall stands',
});

export const listAffectedBuyers = route({
  method: 'GET',
  path: '/materials/:materialId/recall/buyers',
  callers: crew,
  params: oneMaterial,
  response: z.strictObject({ buyers: z.array(AffectedBuyer) }),
  errors: ['catalog.not_found'],
  summary: 'Who bought through links of the material, newest first, at most 200',
});

export const exportAffectedBuyers = route({
  method: 'POST',
  path: '/materials/:materialId/recall/buyers/export',
  callers: crew,
  params: oneMaterial,
  response: z.strictObject({ csv: z.string(), rows: z.int() }),
  errors: ['catalog.not_found', 'request.rate_limited'],
  summary: 'Who bought through links of the material, at most 5000; each export is noted, three in an hour',
});

export const listRecallKits = route({
  method: 'GET',
  path: '/recall-kits',
  callers: shopkeepers,
  response: z.strictObject({ kits: z.array(RecallKit) }),
  errors: [],
  summary: 'What she has to put right, what is open first, at most 20',
});

export const tickRecallKit = route({
  method: 'POST',
  path: '/recall-kits/:recallId',
  callers: shopkeepers,
  params: z.strictObject({ recallId: RecallId }),
  body: z.strictObject({ step: z.enum(['seen', 'done']) }),
  response: z.strictObject({}),
  errors: ['recalls.not_found'],
  summary: 'She has seen a correction, or passed it on; again changes nothing',
});
