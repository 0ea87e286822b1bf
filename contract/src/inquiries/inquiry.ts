import { z } from 'zod';
import { InquiryId, ShareCode } from '../ids.ts';
import { MAX_ASKER_NAME_LENGTH, MAX_INQUIRY_LENGTH } from '../limits.ts';
import { graphemes, paragraph } from '../text.ts';
import { Instant } from '../time.ts';

/** What a visitor types on a page, by a form or by its script. */
export const NewInquiry = z.strictObject({
  text: graphemes(MAX_INQUIRY_LENGTH),
  /** As she wants to be called; may be empty. */
  askerName: paragraph(MAX_ASKER_NAME_LENGTH).default(''),
  /** From the page itself, signed by the server, good for 12 h. */
  beacon: z.string().min(16).max(512),
  /** From the page: the same key is the same question. */
  idempotencyKey: z.uuid(),
});
export type NewInquiry = z.infer<typeof NewInquiry>;

/** A visitor's question as she sees it herself. */
export const OwnInquiry = z.strictObject({
  inquiryId: InquiryId,
  text: z.string(),
  askedAt: Instant,
  answer: z.string().nullable(),
  /** Below the public URL, signed: shows the question from any device. */
  path: z.string(),
});
export type OwnInquiry = z.infer<typeof OwnInquiry>;

/** A question in a shopkeeper's inbox. */
export const Inquiry = z.strictObject({
  inquiryId: InquiryId,
  askerName: z.string(),
  text: z.string(),
  askedAt: Instant,
  isRead: z.boolean(),
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  isReported: z.boolean(),
  /** Where it was asked: her link, and what it recommends. */
  code: ShareCode,
  title: z.string(),
});
export type Inquiry = z.infer<typeof Inquiry>;
