import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { BrandId } from '@shoal/contract';

const BLOCK_BYTES = 16;
const toBrandKey = (key: Buffer, brandId: BrandId): Buffer =>
  createHmac('sha256', key).update(`visitor.${brandId}`).digest().subarray(0, BLOCK_BYTES);

/**
 * What an outside shop is told of a browser, so that its orders may name it again: one block under the brand's own key, which
 * says nothing to the shop, and two brands cannot compare theirs.
 */
export function toVisitorRef(key: Buffer, brandId: BrandId, visitorId: Buffer): string {
  const cipher = createCipheriv('aes-128-ecb', toBrandKey(key, brandId), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(visitorId), cipher.final()]).toString('base64url');
}

/** The browser behind a reference; null when it has not the shape of one. */
export function readVisitorRef(key: Buffer, brandId: BrandId, ref: string): Buffer | null {
  const bytes = Buffer.from(ref, 'base64url');
  if (bytes.length !== BLOCK_BYTES) return null;
  const cipher = createDecipheriv('aes-128-ecb', toBrandKey(key, brandId), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}
