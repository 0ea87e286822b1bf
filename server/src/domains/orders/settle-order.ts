import type { Db } from '../../platform/database.ts';
import { computeDue } from './commission-due.ts';
import { type Entry, findBooked, insertTransaction, type LedgerKind } from './ledger.store.ts';
import type { OrderRecord } from './orders.store.ts';

/**
 * Books the difference between what the ledger says of a locked order and what is due on it now, in the same
 * transaction: commission when it is paid, its release when the after-sale period is over, a reversal when units come
 * back, also after payout, or when an operator rejects it; a reversal taken back is one more. Nothing is booked when nothing differs.
 */
export async function settleOrder(tx: Db, order: OrderRecord, at: Date): Promise<void> {
  const [booked, due] = [await findBooked(tx, order.id), computeDue(order)];
  const pending = due.pending - booked.pending;
  const available = due.available - booked.available;
  const all: Entry[] = [
    { account: 'pending', amountMinor: pending },
    { account: 'available', amountMinor: available },
    { account: 'merchant', amountMinor: -(pending + available) },
  ];
  const entries = all.filter(({ amountMinor }) => amountMinor !== 0);
  if (entries.length === 0) return;
  const { currency, id, shopkeeperId, version } = order;
  const kind = chooseKind(pending + available, booked.isFirst);
  await insertTransaction(tx, {
    kind,
    shopkeeperId,
    currency,
    at,
    entries,
    cause: { orderId: id, orderVersion: version },
  });
}

function chooseKind(grewMinor: number, isFirst: boolean): LedgerKind {
  if (grewMinor === 0) return 'released';
  return isFirst ? 'booked' : 'reversed';
}
