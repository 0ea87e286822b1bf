import type { OrderId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { announceOrder } from './change-order.ts';
import { getCrewOrder } from './get-crew-order.ts';
import type { OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { type PaymentProvider, refuseHeld, takePayment } from './take-payment.ts';

export type Confirmation = { caller: Member; orderId: OrderId; amountMinor: number };

/** The merchant looked at her account and says that the money came. */
export const manualPayment = (deps: OrdersDeps): PaymentProvider<Confirmation> => ({
  name: 'manual',
  async readNotice({ amountMinor, caller, orderId }) {
    const { currency } = await getCrewOrder(deps, caller, orderId);
    return { orderId, amountMinor, currency, by: caller.accountId, detail: 'manual' };
  },
});

/**
 * Books a payment by the word of the merchant; again changes nothing.
 * @throws AppError `orders.not_found` | `orders.wrong_amount` | `orders.wrong_state`
 */
export async function confirmPayment(deps: OrdersDeps, confirmation: Confirmation): Promise<OrderRecord> {
  const notice = await manualPayment(deps).readNotice(confirmation);
  const { heldFor, isNew, order } = await deps.db.transaction().execute((tx) => takePayment(deps, tx, notice));
  if (heldFor === 'paid_already' && hasAmount(order, confirmation.amountMinor)) return order;
  if (heldFor) throw refuseHeld(heldFor);
  if (isNew) announceOrder(deps, order);
  return order;
}

const hasAmount = ({ quantity, unitPriceMinor }: OrderRecord, amountMinor: number) =>
  unitPriceMinor * quantity === amountMinor;
