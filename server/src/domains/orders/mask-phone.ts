import type { OrderRecord } from './orders.store.ts';

/** A phone number for readers who need not call it: its first three and last four digits. */
export const maskPhone = (phone: string): string =>
  phone.length < 9 ? '•'.repeat(phone.length) : `${phone.slice(0, 3)}••••${phone.slice(-4)}`;

const isOver = (state: OrderRecord['state']) => ['completed', 'cancelled', 'refunded'].includes(state);

/** A buyer's number as long as somebody may have to call her about the goods; half of it when the order is over. */
export const toShownPhone = ({ buyerPhone, state }: Pick<OrderRecord, 'buyerPhone' | 'state'>): string =>
  isOver(state) ? maskPhone(buyerPhone) : buyerPhone;
