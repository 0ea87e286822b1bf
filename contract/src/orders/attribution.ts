import { z } from 'zod';
import { ShareId } from '../ids.ts';
import { Instant } from '../time.ts';

/** What speaks for a link: the order was placed on its page, a click of the buyer's browser, or the order names it. */
export const CreditBasis = z.enum(['placed_on_link', 'last_click', 'carried_link']);
export type CreditBasis = z.infer<typeof CreditBasis>;

/** What became of a candidate. All but `chosen` say why it was not. */
export const CandidateVerdict = z.enum([
  'chosen',
  /** Something later was chosen. */
  'earlier',
  /** A click stands above a link that the order only names. */
  'outranked',
  /** More than seven days before the order. */
  'expired',
  /** The visit was refused: a robot, too short, her own. */
  'refused',
  /** What the link showed had been recalled by then. */
  'recalled',
  'rehearsal',
  'other_brand',
]);
export type CandidateVerdict = z.infer<typeof CandidateVerdict>;

/** Who is credited for an order, by which rule, and what else was considered; latest first. */
export const Attribution = z.strictObject({
  rule: z.string(),
  basis: CreditBasis,
  decidedAt: Instant,
  candidates: z.array(
    z.strictObject({
      shareId: ShareId,
      shopkeeperName: z.string(),
      basis: CreditBasis,
      verdict: CandidateVerdict,
      at: Instant,
    }),
  ),
});
export type Attribution = z.infer<typeof Attribution>;
