import type { tasks } from '@shoal/contract';
import { findEnd, LATE_CLICK_GRACE_MS, type TaskTimes } from './judge-claim.ts';

/** Nobody sends a link, has it opened and looked at for two seconds sooner than this. */
export const MIN_CLICK_MS = 5_000;
/** Of how many shopkeepers one device may open links… */
const MAX_SHOPKEEPERS_PER_DEVICE = 3;
/** …within so long. */
export const DEVICE_WINDOW_MS = 24 * 3_600_000;
/** Many visitors with one address and browser: for one shopkeeper, and for all of them. */
const MAX_CLICKS_PER_PLACE = { ofOne: 3, ofAll: 8 } as const;
export const PLACE_WINDOW_MS = 600_000;
/** An address stands for many people where a carrier shares it, so only a flood is suspicious. */
const MAX_CLICKS_PER_ADDRESS = 60;
export const BURST_WINDOW_MS = 60_000;

export type ClickFacts = {
  task: TaskTimes;
  at: Date;
  mintedAt: Date;
  /** When she said of this link that she forwarded it. */
  claimedAt: Date | null;
  isOwn: boolean;
  /** Whether address and browser are those of a session of hers. */
  isOwnPlace: boolean;
  isCrew: boolean;
  /** Whether this device clicked another link of the task before. */
  hasOtherLink: boolean;
  /** Shopkeepers whose links this device opened, this one among them. */
  shopkeepersOfDevice: number;
  /** Clicks before this one. */
  clicksFromPlace: { ofOne: number; ofAll: number };
  clicksFromAddress: number;
};

/** Why a click is held; none when it counts. Every reason is named. */
export function judgeClick(facts: ClickFacts): tasks.HoldReason[] {
  const { at, clicksFromAddress, clicksFromPlace, mintedAt } = facts;
  const reasons: (tasks.HoldReason | false)[] = [
    isLate(facts) && 'late',
    at.getTime() - mintedAt.getTime() < MIN_CLICK_MS && 'too_fast',
    (facts.isOwn || facts.isOwnPlace) && 'self_click',
    facts.isCrew && 'crew_click',
    (facts.hasOtherLink || isBusyDevice(facts)) && 'one_device',
    (clicksFromPlace.ofOne >= MAX_CLICKS_PER_PLACE.ofOne ||
      clicksFromPlace.ofAll >= MAX_CLICKS_PER_PLACE.ofAll ||
      clicksFromAddress >= MAX_CLICKS_PER_ADDRESS) &&
      'click_burst',
  ];
  return reasons.filter((reason) => reason !== false);
}

/** A device that opened links of so many shopkeepers casts doubt on its earlier clicks too. */
export const isBusyDevice = ({ shopkeepersOfDevice }: Pick<ClickFacts, 'shopkeepersOfDevice'>): boolean =>
  shopkeepersOfDevice > MAX_SHOPKEEPERS_PER_DEVICE;

/** So many from one address and browser cast doubt on the earlier ones too. */
export const isFlood = ({ clicksFromPlace }: Pick<ClickFacts, 'clicksFromPlace'>): boolean =>
  clicksFromPlace.ofAll >= MAX_CLICKS_PER_PLACE.ofAll;

/** A forward in time may bring somebody later; one that nobody spoke of in time may not. */
function isLate({ at, claimedAt, task }: ClickFacts): boolean {
  const end = findEnd(task);
  if (!end || task.closeReason === 'withdrawn') return true;
  if (at < end) return false;
  const wasForwarded = claimedAt !== null && claimedAt < end;
  return !wasForwarded || at.getTime() - end.getTime() >= LATE_CLICK_GRACE_MS;
}
