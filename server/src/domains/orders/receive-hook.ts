import { OrderId, SumMinor } from '@shoal/contract';
import { z } from 'zod';
import type { Db } from '../../platform/database.ts';
import { announceOrder } from './change-order.ts';
import { findOrder, type OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { type HookAnswer, holdEvent, keepEvent } from './payment-events.ts';
import { type Hook, readSigned, shopText, type TrustDeps } from './signed-hook.ts';
import { type PaymentProvider, takePayment } from './take-payment.ts';

const Event = z.strictObject({
  eventId: shopText(200).min(1),
  orderId: shopText(64).min(1),
  amountMinor: SumMinor,
  currency: shopText(3).length(3),
});
type Event = z.infer<typeof Event>;

const outsideShop = (deps: TrustDeps): PaymentProvider<Hook> & { readEvent(hook: Hook): Promise<Event> } => {
  const readEvent = (hook: Hook) => readSigned(deps, hook, Event);
  return {
    name: 'outside_shop',
    readEvent,
    async readNotice(hook) {
      const { amountMinor, currency, eventId, orderId } = await readEvent(hook);
      return { orderId: OrderId.parse(orderId), amountMinor, currency, by: null, detail: `outside_shop ${eventId}` };
    },
  };
};

/**
 * Books a payment that an outside shop tells, once for its event id; what does not fit its order is held and listed.
 * @throws AppError `accounts.not_allowed` for a bad or old signature | `request.invalid` | `request.key_reused` when an
 * event id comes back with another body
 */
export async function receiveHook(deps: OrdersDeps, hook: Hook): Promise<HookAnswer> {
  const event = await outsideShop(deps).readEvent(hook);
  const done = await deps.db.transaction().execute((tx) => receiveIn(deps, tx, { event, hook }));
  if (done.paid) announceOrder(deps, done.paid);
  return done.answer;
}

type Received = { answer: HookAnswer; paid?: OrderRecord };

async function receiveIn(deps: OrdersDeps, tx: Db, { event, hook }: { event: Event; hook: Hook }): Promise<Received> {
  const { body, brandId } = hook;
  const kept = { ...event, brandId };
  const repeated = await keepEvent(tx, kept, { at: deps.now(), body });
  if (repeated) return { answer: repeated };
  const orderId = OrderId.safeParse(event.orderId);
  const order = orderId.success ? await findOrder(tx, orderId.data) : undefined;
  if (order?.brandId !== brandId) return { answer: await holdEvent(tx, kept, 'unknown_order') };
  const notice = await outsideShop({ ...deps, db: tx }).readNotice(hook);
  const { heldFor, isNew: isPaidNow, order: after } = await takePayment(deps, tx, notice);
  if (heldFor) return { answer: await holdEvent(tx, kept, heldFor) };
  return { answer: { isRepeated: false, heldFor: null }, ...(isPaidNow && { paid: after }) };
}
