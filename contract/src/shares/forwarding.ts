import { z } from 'zod';
import { CopyTone } from '../catalog/catalog.ts';
import { GroupId, MaterialId, ProductId, ShowId } from '../ids.ts';
import { MAX_TEXT_LENGTH } from '../limits.ts';
import { Money, MoneySum } from '../money.ts';
import { shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { paragraph } from '../text.ts';
import { Instant } from '../time.ts';

/** `plain` is the text that a material always has. */
export const WordsTone = z.enum(['plain', ...CopyTone.options]);
export type WordsTone = z.infer<typeof WordsTone>;

/** How she forwards a material. */
export const KeptWords = z.strictObject({
  materialId: MaterialId,
  tone: WordsTone,
  /** Her own; null as the crew wrote them, also after they correct them. */
  words: z.string().nullable(),
});
export type KeptWords = z.infer<typeof KeptWords>;

export const listKeptWords = route({
  method: 'GET',
  path: '/kept-words',
  callers: shopkeepers,
  response: z.strictObject({ kept: z.array(KeptWords) }),
  errors: [],
  summary: 'The tone and the words that she keeps for materials, newest first, at most 500',
});

export const keepWords = route({
  method: 'PUT',
  path: '/kept-words/:materialId',
  callers: shopkeepers,
  params: z.strictObject({ materialId: MaterialId }),
  body: z.strictObject({ tone: WordsTone, words: paragraph(MAX_TEXT_LENGTH).nullable() }),
  response: KeptWords,
  errors: ['shares.not_found', 'catalog.claim_unproven'],
  summary: 'Keeps a tone and her words for a material that she has a link to; the last write stands',
});

/** What one of her groups was given in the last 28 days, and what came of it. */
export const GroupYield = z.strictObject({
  groupId: GroupId,
  name: z.string(),
  members: z.int(),
  isArchived: z.boolean(),
  last: z.strictObject({ title: z.string(), at: Instant }).nullable(),
  /** When it was given something in the last seven days, newest first. */
  fedAt: z.array(Instant),
  /** Null: it can be given something now. Advice, never a refusal. */
  restUntil: Instant.nullable(),
  visitors: z.int(),
  /** Paid, and not refunded whole. */
  orders: z.int(),
  /** What those orders are worth after refunds, one for each currency, largest first. */
  sales: z.array(MoneySum),
});
export type GroupYield = z.infer<typeof GroupYield>;

export const listGroupYields = route({
  method: 'GET',
  path: '/group-yields',
  callers: shopkeepers,
  response: z.strictObject({ groups: z.array(GroupYield) }),
  errors: [],
  summary: 'Her groups by what a member of theirs brought in 28 days, best first; put-away ones last, at most 50',
});

export const SaleGain = z.strictObject({
  productId: ProductId,
  /** Her commission on one unit at the terms of now; an order keeps those of its own moment. */
  perSale: Money,
  /** Variants at other prices bring more. */
  isFrom: z.boolean(),
  /** Days from receipt until it is hers. */
  afterSaleDays: z.int(),
});
export type SaleGain = z.infer<typeof SaleGain>;

export const listSaleGains = route({
  method: 'GET',
  path: '/shows/:showId/sale-gains',
  callers: shopkeepers,
  params: z.strictObject({ showId: ShowId }),
  response: z.strictObject({ gains: z.array(SaleGain) }),
  errors: ['shows.not_found'],
  summary: 'What one sale of each product that was dropped in a show brings her; what is not sold is missing',
});
