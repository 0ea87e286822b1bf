import { createHash } from 'node:crypto';
import { AppError, type BrandId, type orders } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findPaymentEvent, holdPaymentEvent, insertPaymentEvent } from './orders.store.ts';

/** Held for a reason, or null: booked now or before. */
export type HookAnswer = { isRepeated: boolean; heldFor: orders.HeldPayment['reason'] | null };

/** What is kept of an event, of whichever kind. */
export type KeptEvent = { brandId: BrandId; eventId: string; orderId: string; amountMinor: number; currency: string };

/**
 * Keeps an event once. @returns the answer to a repeated one; undefined when it is new.
 * @throws AppError `request.key_reused` when its id came with another body
 */
export async function keepEvent(
  tx: Db,
  { amountMinor, brandId, currency, eventId, orderId }: KeptEvent,
  { at, body }: { at: Date; body: Uint8Array },
): Promise<HookAnswer | undefined> {
  const bodyHash = createHash('sha256').update(body).digest('base64url');
  const event = { amountMinor, brandId, currency, eventId, orderId, bodyHash, heldFor: null, receivedAt: at };
  if (await insertPaymentEvent(tx, event)) return undefined;
  const first = await findPaymentEvent(tx, brandId, eventId);
  if (first?.bodyHash !== bodyHash) throw new AppError('request.key_reused', `event ${eventId} came with another body`);
  return { isRepeated: true, heldFor: first.heldFor };
}

/** Lists an event that books nothing, with why. */
export async function holdEvent(
  tx: Db,
  event: Pick<KeptEvent, 'brandId' | 'eventId'>,
  heldFor: orders.HeldPayment['reason'],
): Promise<HookAnswer> {
  await holdPaymentEvent(tx, event, heldFor);
  return { isRepeated: false, heldFor };
}
