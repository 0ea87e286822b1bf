import type { AccountId, InquiryId, ShareId } from '@shoal/contract';
import type { ColumnType } from 'kysely';

type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

export type InquiriesTable = {
  id: InquiryId;
  shareId: ShareId;
  shopkeeperId: AccountId;
  /** A hash of the cookie, never the cookie. */
  visitorId: Buffer;
  askerName: string;
  text: string;
  askedAt: Date;
  idempotencyKey: string;
  readAt: Later<Date>;
  answer: Later<string>;
  answeredAt: Later<Date>;
  reportedAt: Later<Date>;
  reportReason: ColumnType<string, string | undefined, string>;
  judgedAt: Later<Date>;
  /** Out of her inbox: taken out, or of somebody whom she blocked. */
  deletedAt: Later<Date>;
};

export type BlockedVisitorRecord = { shopkeeperId: AccountId; visitorId: Buffer; at: Date };

export type InquiriesTables = { inquiries: InquiriesTable; blockedVisitors: BlockedVisitorRecord };
