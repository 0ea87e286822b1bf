import { z } from 'zod';
import { InquiryId, ShareCode } from '../ids.ts';
import { MAX_ANSWER_LENGTH, MAX_REPORT_LENGTH } from '../limits.ts';
import { operators, shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { line, paragraph } from '../text.ts';
import { Instant } from '../time.ts';
import { Inquiry, NewInquiry, OwnInquiry } from './inquiry.ts';

const ofPage = z.strictObject({ code: ShareCode });
const oneInquiry = z.strictObject({ inquiryId: InquiryId });

export const askShopkeeper = route({
  method: 'POST',
  path: '/shop/:code/inquiries',
  callers: 'anyone',
  params: ofPage,
  body: NewInquiry,
  response: OwnInquiry,
  errors: ['shares.not_found', 'inquiries.refused', 'inquiries.too_many', 'request.key_reused'],
  summary:
    'A visitor asks the shopkeeper; the same key answers the same question. One whom she blocked is answered alike',
});

export const listOwnInquiries = route({
  method: 'GET',
  path: '/shop/:code/inquiries',
  callers: 'anyone',
  params: ofPage,
  response: z.strictObject({ inquiries: z.array(OwnInquiry) }),
  errors: ['shares.not_found'],
  summary: 'What this browser asked the shopkeeper of a page, newest first, with her answers',
});

export const listInquiries = route({
  method: 'GET',
  path: '/inquiries',
  callers: shopkeepers,
  query: z.strictObject({ before: InquiryId.optional() }),
  response: z.strictObject({
    inquiries: z.array(Inquiry),
    hasMore: z.boolean(),
    unread: z.int(),
    /** Whether her phone is told while no page of hers is open. */
    hasPush: z.boolean(),
  }),
  errors: [],
  summary: 'Her inbox, newest first, 50 at a time',
});

export const markRead = route({
  method: 'POST',
  path: '/inquiries/read',
  callers: shopkeepers,
  body: z.strictObject({ upTo: InquiryId }),
  response: z.strictObject({ unread: z.int() }),
  errors: [],
  summary: 'She has seen this question and all older ones; safe to repeat',
});

export const answerInquiry = route({
  method: 'PUT',
  path: '/inquiries/:inquiryId/answer',
  callers: shopkeepers,
  params: oneInquiry,
  body: z.strictObject({ answer: line(MAX_ANSWER_LENGTH) }),
  response: Inquiry,
  errors: ['inquiries.not_found', 'catalog.claim_unproven'],
  summary: 'Answers; answering again corrects the words. Safe to repeat',
});

export const deleteInquiry = route({
  method: 'DELETE',
  path: '/inquiries/:inquiryId',
  callers: shopkeepers,
  params: oneInquiry,
  response: z.strictObject({}),
  errors: ['inquiries.not_found'],
  summary: 'Takes a question out of her inbox; safe to repeat',
});

export const blockAsker = route({
  method: 'POST',
  path: '/inquiries/:inquiryId/block',
  callers: shopkeepers,
  params: oneInquiry,
  response: z.strictObject({ removed: z.int() }),
  errors: ['inquiries.not_found'],
  summary: 'Hears no more from this visitor, and takes out what she asked; safe to repeat',
});

export const reportInquiry = route({
  method: 'POST',
  path: '/inquiries/:inquiryId/report',
  callers: shopkeepers,
  params: oneInquiry,
  body: z.strictObject({ reason: paragraph(MAX_REPORT_LENGTH).default('') }),
  response: Inquiry,
  errors: ['inquiries.not_found'],
  summary: 'Shows a question to the operators; safe to repeat',
});

/** A question that a shopkeeper showed to the operators. */
export const ReportedInquiry = z.strictObject({
  inquiryId: InquiryId,
  shopkeeperName: z.string(),
  askerName: z.string(),
  text: z.string(),
  reason: z.string(),
  reportedAt: Instant,
});
export type ReportedInquiry = z.infer<typeof ReportedInquiry>;

export const listReported = route({
  method: 'GET',
  path: '/reported-inquiries',
  callers: operators,
  response: z.strictObject({ inquiries: z.array(ReportedInquiry) }),
  errors: [],
  summary: 'Questions that were reported and wait to be judged, oldest first, at most 100',
});

export const judgeReported = route({
  method: 'POST',
  path: '/reported-inquiries/:inquiryId/decision',
  callers: operators,
  params: oneInquiry,
  body: z.strictObject({ decision: z.enum(['keep', 'ban']) }),
  response: z.strictObject({}),
  errors: ['inquiries.not_found'],
  summary:
    'Keeps a reported question, or takes out all that its visitor asked and hears no more from her; safe to repeat',
});
