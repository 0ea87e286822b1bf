import { createHmac, timingSafeEqual } from 'node:crypto';
import { type BrandId, OrderId } from '@shoal/contract';

/** The key of this installation's order pages, made from its secret so that every server knows it. */
export const toOrderKey = (clusterSecret: string): Buffer =>
  createHmac('sha256', clusterSecret).update('order page 1').digest();

const sign = (key: Buffer, orderId: OrderId): string =>
  createHmac('sha256', key).update(`order.${orderId}`).digest().subarray(0, 15).toString('base64url');

/** The path of a buyer's page: whoever has it is the buyer, so it goes to her alone. */
export const toOrderPath = (key: Buffer, orderId: OrderId): string => `/o/${orderId}/${sign(key, orderId)}`;

/** The order that a page's path stands for; undefined when we did not sign it. */
export function readOrderPath(key: Buffer, id: string, signature: string): OrderId | undefined {
  const orderId = OrderId.safeParse(id);
  if (!orderId.success) return undefined;
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(key, orderId.data))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? orderId.data : undefined;
}

/** A secret with which a brand's outside shop signs payments; another brand's or number's tells nothing about it. */
export const toHookSecret = (key: Buffer, brandId: BrandId, number = 1): string =>
  createHmac('sha256', key)
    .update(number === 1 ? `payment hook.${brandId}` : `payment hook.${brandId}.${number}`)
    .digest('base64url');
