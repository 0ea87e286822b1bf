import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError, type BrandId, OrderId, type orders } from '@shoal/contract';
import { z } from 'zod';
import type { Db } from '../../platform/database.ts';
import { announceOrder } from './change-order.ts';
import { listValidSecrets } from './hook-secrets.ts';
import { findOrder, findPaymentEvent, holdPaymentEvent, insertPaymentEvent, type OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { type PaymentProvider, takePayment } from './take-payment.ts';

/** A signature is good for so long before and after the time it names. */
const TOLERANCE_MS = 300_000;

export type Hook = { brandId: BrandId; timestamp: string; signature: string; body: Uint8Array };
/** Undefined `heldFor`: booked now or before. */
export type HookAnswer = { isRepeated: boolean; heldFor: orders.HeldPayment['reason'] | null };

const Event = z.strictObject({
  eventId: z.string().min(1).max(200),
  orderId: z.string().min(1).max(64),
  amountMinor: z.int().min(0).max(10_000_000_000),
  currency: z.string().length(3),
});
type Event = z.infer<typeof Event>;

/** What an outside shop signs: the time in Unix seconds, a dot, and the body as sent. */
export const signHook = (secret: string, timestamp: string, body: Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');

type TrustDeps = Pick<OrdersDeps, 'db' | 'now' | 'orderKey'>;

/** Trusts an event only by its signature and time. */
export const outsideShop = (deps: TrustDeps): PaymentProvider<Hook> & { readEvent(hook: Hook): Promise<Event> } => {
  const readEvent = async (hook: Hook) => {
    checkSignature(deps, hook, await listValidSecrets(deps, deps.db, hook.brandId));
    const parsed = Event.safeParse(parseJson(hook.body));
    if (!parsed.success) throw new AppError('request.invalid', parsed.error.issues[0]?.message ?? 'not an event');
    return parsed.data;
  };
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
  const { brandId, body } = hook;
  const row = { ...event, brandId, bodyHash: createHash('sha256').update(body).digest('base64url') };
  const isNew = await insertPaymentEvent(tx, { ...row, heldFor: null, receivedAt: deps.now() });
  if (!isNew) return { answer: await answerRepeated(tx, row) };
  const orderId = OrderId.safeParse(event.orderId);
  const order = orderId.success ? await findOrder(tx, orderId.data) : undefined;
  if (order?.brandId !== brandId) return { answer: await hold(tx, row, 'unknown_order') };
  const notice = await outsideShop({ ...deps, db: tx }).readNotice(hook);
  const { heldFor, isNew: isPaidNow, order: after } = await takePayment(deps, tx, notice);
  if (heldFor) return { answer: await hold(tx, row, heldFor) };
  return { answer: { isRepeated: false, heldFor: null }, ...(isPaidNow && { paid: after }) };
}

type Row = Event & { brandId: BrandId; bodyHash: string };

async function hold(tx: Db, row: Row, heldFor: orders.HeldPayment['reason']): Promise<HookAnswer> {
  await holdPaymentEvent(tx, row, heldFor);
  return { isRepeated: false, heldFor };
}

async function answerRepeated(tx: Db, { brandId, bodyHash, eventId }: Row): Promise<HookAnswer> {
  const first = await findPaymentEvent(tx, brandId, eventId);
  if (first?.bodyHash !== bodyHash) throw new AppError('request.key_reused', `event ${eventId} came with another body`);
  return { isRepeated: true, heldFor: first.heldFor };
}

function checkSignature({ now }: TrustDeps, hook: Hook, secrets: readonly string[]): void {
  const { body, signature, timestamp } = hook;
  const refuse = (why: string) => new AppError('accounts.not_allowed', why);
  const given = Buffer.from(signature.replace(/^sha256=/, ''), 'hex');
  const isOurs = (secret: string) => {
    const expected = Buffer.from(signHook(secret, timestamp, body), 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  if (!secrets.some(isOurs)) throw refuse('the signature is not ours');
  const ageMs = Math.abs(now().getTime() - Number(timestamp) * 1_000);
  if (!(ageMs <= TOLERANCE_MS)) throw refuse('the time is more than 300 s away');
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
