import type { AccountId, Role } from '@shoal/contract';
import type { BeaconFault } from './beacon.ts';
import { isRobot } from './is-robot.ts';

/** How long a page must have been visible. */
export const MIN_VISIBLE_MS = 2_000;

export type Reason =
  | 'robot'
  | 'prefetch'
  | 'no_visitor'
  | BeaconFault
  | 'too_short'
  | 'own_session'
  | 'own_device'
  | 'crew_session';

export type VisitFacts = {
  userAgent: string;
  /** The Sec-Purpose or Purpose header: set when nobody looks yet. */
  purpose: string;
  hasVisitor: boolean;
  beacon: { issuedAt: Date } | { fault: BeaconFault };
  now: Date;
  visibleMs: number;
  shopkeeperId: AccountId;
  member: { accountId: AccountId; role: Role } | undefined;
  /** Whether this browser was ever seen signed in as the shopkeeper. */
  isOwnDevice: boolean;
};

/** Why a visit must not count; none when it may. Every reason is named, not only the first. */
export function judgeVisit(facts: VisitFacts): Reason[] {
  const { beacon, member } = facts;
  const reasons: (Reason | false)[] = [
    isRobot(facts.userAgent) && 'robot',
    facts.purpose !== '' && 'prefetch',
    !facts.hasVisitor && 'no_visitor',
    'fault' in beacon && beacon.fault,
    isTooShort(facts) && 'too_short',
    member?.accountId === facts.shopkeeperId && 'own_session',
    member !== undefined && member.role !== 'shopkeeper' && 'crew_session',
    facts.isOwnDevice && 'own_device',
  ];
  return reasons.filter((reason) => reason !== false);
}

/** A page cannot have been visible for longer than it exists. */
function isTooShort({ beacon, now, visibleMs }: VisitFacts): boolean {
  const existsMs = 'fault' in beacon ? visibleMs : now.getTime() - beacon.issuedAt.getTime();
  return Math.min(visibleMs, existsMs) < MIN_VISIBLE_MS;
}
