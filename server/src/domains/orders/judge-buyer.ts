import type { AccountId, orders } from '@shoal/contract';
import type { BuyerTies } from './orders-deps.ts';

/** So many orders of one phone or browser from one shopkeeper within a day are what a person buys for herself. */
const MAX_ORDERS_A_DAY = 5;

export type BuyerFacts = Omit<BuyerTies, 'buyerAccounts'> & {
  shopkeeperId: AccountId;
  /** Who is signed in as she orders. */
  accountId: AccountId | null;
};

/**
 * Why the commission on an order is held; none when it is hers as it is. Every reason is named. Where somebody stands
 * holds nothing alone: households, offices and carriers share an address.
 */
export function judgeBuyer(facts: BuyerFacts): orders.CommissionHoldReason[] {
  const reasons: (orders.CommissionHoldReason | false)[] = [
    facts.accountId === facts.shopkeeperId && 'own_session',
    facts.isOwnDevice && 'own_device',
    facts.isOwnPhone && 'own_phone',
    facts.isOwnAddress && 'own_address',
    facts.isCrew && 'crew_device',
    facts.isRing && 'ring',
    facts.ordersToday >= MAX_ORDERS_A_DAY && 'many_orders',
  ];
  const found = reasons.filter((reason) => reason !== false);
  return found.length > 0 && facts.isOwnPlace ? [...found, 'own_place'] : found;
}
