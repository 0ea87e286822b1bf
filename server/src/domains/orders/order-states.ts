import { AppError, type orders } from '@shoal/contract';

/** What can be done to an order; `refund` concerns single units and leaves the rest where it is. */
export type OrderAct = 'pay' | 'ship' | 'receive' | 'complete' | 'cancel' | 'expire' | 'refund';
type State = orders.OrderState;

/** Where each act leads from each state; what is missing is refused. Money that comes late brings a cancelled order back. */
const table: Record<State, Partial<Record<OrderAct, State>>> = {
  placed: { pay: 'paid', cancel: 'cancelled', expire: 'cancelled' },
  cancelled: { pay: 'paid' },
  paid: { ship: 'shipped', refund: 'paid' },
  shipped: { receive: 'received', refund: 'shipped' },
  received: { complete: 'completed', refund: 'received' },
  completed: { refund: 'completed' },
  refunded: {},
};

/** States in which an act has happened already, or time came too late for it, so that nothing is to be done. */
const done: Record<OrderAct, readonly State[]> = {
  pay: ['paid', 'shipped', 'received', 'completed', 'refunded'],
  ship: ['shipped', 'received', 'completed'],
  receive: ['received', 'completed'],
  complete: ['completed', 'refunded'],
  cancel: ['cancelled'],
  expire: ['cancelled', 'paid', 'shipped', 'received', 'completed', 'refunded'],
  refund: ['refunded'],
};

/**
 * The state after an act; undefined when nothing is to be done any more.
 * @throws AppError `orders.wrong_state`
 */
export function chooseNextState(state: State, act: OrderAct): State | undefined {
  const next = table[state][act];
  if (next) return next;
  if (done[act].includes(state)) return undefined;
  throw new AppError('orders.wrong_state', `an order that is ${state} cannot ${act}`);
}

/** Whether the buyer's money was taken and not given back whole. */
export const isPaid = (state: State): boolean => ['paid', 'shipped', 'received', 'completed'].includes(state);
