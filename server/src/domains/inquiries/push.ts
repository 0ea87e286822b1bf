import { type AccountId, InquiryId } from '@shoal/contract';
import { z } from 'zod';
import { job } from '../../platform/jobs.ts';
import { findInquiry } from './inquiries.store.ts';
import type { InquiriesDeps } from './inquiries-deps.ts';

/** Tells a shopkeeper's phone while no page of hers is open: a gateway of the operator's choice stands behind it. */
export type Push = {
  readonly isConfigured: boolean;
  /** May be called twice for one question. */
  send(accountId: AccountId, note: { inquiryId: InquiryId; text: string }): Promise<void>;
};

/** No gateway: nobody is told, and the inbox says so. */
export const noPush: Push = {
  isConfigured: false,
  send: () => Promise.reject(new Error('no push gateway is configured')),
};

export const pushInquiry = job({ name: 'inquiries.push', data: z.strictObject({ inquiryId: InquiryId }) });

/** Tells her phone of a question that still waits for her. */
export async function sendPush(
  { db, findInbox, push }: Pick<InquiriesDeps, 'db' | 'findInbox' | 'push'>,
  inquiryId: InquiryId,
): Promise<void> {
  const row = await findInquiry(db, inquiryId);
  const inquiry = await findInbox(db, inquiryId);
  if (!row || !inquiry || inquiry.isRead) return;
  await push.send(row.shopkeeperId, { inquiryId, text: inquiry.text });
}
