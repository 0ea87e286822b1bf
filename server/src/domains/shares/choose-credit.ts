import type { AccountId, BrandId, orders, ShareId, ShowId } from '@shoal/contract';

/** Names the rule below; a change of the rule is a new name, and what was decided keeps its own. */
export const CREDIT_RULE = 'last_click_7d.1';
/** How long before an order a click may be, this included. */
export const CLICK_WINDOW_MS = 7 * 86_400_000;

/** A link as far as an order may be credited to it. */
export type CreditLink = {
  shareId: ShareId;
  shopkeeperId: AccountId;
  showId: ShowId;
  brandId: BrandId;
  isRehearsal: boolean;
};
/** A page behind a link that the buyer's browser opened and told of. */
export type Click = CreditLink & {
  visitId: string;
  at: Date;
  isRefused: boolean;
  /** Whether it showed a correction already. */
  wasRecalled: boolean;
};

export type CreditFacts = {
  at: Date;
  brandId: BrandId;
  /** The link on whose page the order was placed. */
  placedOn?: CreditLink;
  /** A link that an order from elsewhere names. */
  carried?: CreditLink;
  clicks: readonly Click[];
};

export type Candidate = {
  link: CreditLink;
  basis: orders.CreditBasis;
  verdict: orders.CandidateVerdict;
  at: Date;
  visitId: string | null;
};
export type Credit = { chosen: Candidate; candidates: Candidate[] };

/**
 * Who is credited: the link on whose page the order was placed, which needs no cookie and no beacon; else the last valid
 * click of the last seven days; else the link that the order names. Of two clicks at once the later noted one.
 * @returns undefined when nobody is; else every candidate with its verdict, latest first.
 */
export function chooseCredit(facts: CreditFacts): Credit | undefined {
  const { at, carried, clicks, placedOn } = facts;
  const unjudged = [
    ...(placedOn ? [{ link: placedOn, basis: 'placed_on_link' as const, at, visitId: null }] : []),
    ...clicks.toSorted(byTime).map((click) => ({ link: click, basis: 'last_click' as const, ...click })),
    ...(carried ? [{ link: carried, basis: 'carried_link' as const, at, visitId: null }] : []),
  ];
  let chosen: Candidate | undefined;
  const candidates = unjudged.map(({ at: seenAt, basis, link, visitId }): Candidate => {
    const fault = basis === 'last_click' ? findClickFault(facts, link as Click) : findLinkFault(facts, link);
    const beaten = basis === 'carried_link' ? 'outranked' : 'earlier';
    const candidate: Candidate = { link, basis, at: seenAt, visitId, verdict: fault ?? (chosen ? beaten : 'chosen') };
    if (candidate.verdict === 'chosen') chosen = candidate;
    return candidate;
  });
  return chosen && { chosen, candidates };
}

const byTime = (a: Click, b: Click) => b.at.getTime() - a.at.getTime() || (a.visitId < b.visitId ? 1 : -1);

type Fault = Exclude<orders.CandidateVerdict, 'chosen' | 'earlier' | 'outranked'>;

function findLinkFault({ brandId }: CreditFacts, link: CreditLink): Fault | undefined {
  if (link.isRehearsal) return 'rehearsal';
  return link.brandId === brandId ? undefined : 'other_brand';
}

function findClickFault(facts: CreditFacts, click: Click): Fault | undefined {
  if (click.isRefused) return 'refused';
  if (facts.at.getTime() - click.at.getTime() > CLICK_WINDOW_MS) return 'expired';
  return findLinkFault(facts, click) ?? (click.wasRecalled ? 'recalled' : undefined);
}
