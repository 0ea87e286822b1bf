import type { orders } from '@shoal/contract';
import { isPaid } from './order-states.ts';

export type CommissionTerms = {
  state: orders.OrderState;
  quantity: number;
  refundedQuantity: number;
  unitPriceMinor: number;
  commissionBps: number;
  hold: orders.HoldVerdict | null;
};
/** Minor units: what of an order's commission waits for its after-sale period, and what is hers. */
export type CommissionDue = { pending: number; available: number };

/** The commission on what remains of an order, rounded down once for the whole line, never unit by unit. */
export function computeCommission(terms: Omit<CommissionTerms, 'state' | 'hold'>): number {
  const { commissionBps, quantity, refundedQuantity, unitPriceMinor } = terms;
  const paidMinor = BigInt(unitPriceMinor) * BigInt(quantity - refundedQuantity);
  return Number((paidMinor * BigInt(commissionBps)) / 10_000n);
}

/**
 * What the ledger must say of an order as it stands: held it stays pending, rejected it is nothing. A correction is this
 * less what is booked, so rounding ends at 0.
 */
export function computeDue(terms: CommissionTerms): CommissionDue {
  const due = isPaid(terms.state) && terms.hold !== 'rejected' ? computeCommission(terms) : 0;
  const isHers = terms.state === 'completed' && terms.hold !== 'held';
  return isHers ? { pending: 0, available: due } : { pending: due, available: 0 };
}
