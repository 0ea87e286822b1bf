import { createHmac, timingSafeEqual } from 'node:crypto';
import { InquiryId } from '@shoal/contract';

/** The key of this installation's question pages, made from its secret so that every server knows it. */
export const toInquiryKey = (clusterSecret: string): Buffer =>
  createHmac('sha256', clusterSecret).update('inquiry page 1').digest();

const sign = (key: Buffer, inquiryId: InquiryId): string =>
  createHmac('sha256', key).update(`inquiry.${inquiryId}`).digest().subarray(0, 15).toString('base64url');

/** The path of a question's page: whoever has it may read the answer, so it goes to its asker alone. */
export const toInquiryPath = (key: Buffer, inquiryId: InquiryId): string => `/q/${inquiryId}/${sign(key, inquiryId)}`;

/** The question that a page's path stands for; undefined when we did not sign it. */
export function readInquiryPath(key: Buffer, id: string, signature: string): InquiryId | undefined {
  const inquiryId = InquiryId.safeParse(id);
  if (!inquiryId.success) return undefined;
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(key, inquiryId.data))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? inquiryId.data : undefined;
}
