import type { AccountId, BroadcastPayload, InquiryId, inquiries, ShareCode, ShareId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { RateLimits } from '../../platform/rate-limits.ts';
import type { Push } from './push.ts';

/** What questions of visitors need from outside. compose.ts plugs it in. */
export type InquiriesDeps = {
  db: Db;
  now: () => Date;
  newInquiryId: () => InquiryId;
  limits: RateLimits;
  isSecure: boolean;
  inquiryKey: Buffer;
  push: Push;
  isRobot: (userAgent: string) => boolean;
  /** Whether a page of ours carried it, served to this visitor for this link. */
  isOwnBeacon: (beacon: string, subject: { code: ShareCode; visitorToken: string }) => boolean;
  /** Whose link it is; undefined for a code that nobody has, and for a rehearsal's. */
  findLink: (db: Db, code: ShareCode) => Promise<{ shareId: ShareId; shopkeeperId: AccountId } | undefined>;
  /** What she answers on the page of a link. Throws `catalog.claim_unproven` with the sentences marked. */
  checkAnswer: (db: Db, answered: { shareId: ShareId; answer: string }, now: Date) => Promise<void>;
  /** Newest first. */
  listInbox: (
    db: Db,
    shopkeeperId: AccountId,
    page: { before?: InquiryId | undefined; limit: number },
  ) => Promise<inquiries.Inquiry[]>;
  findInbox: (db: Db, inquiryId: InquiryId) => Promise<inquiries.Inquiry | undefined>;
  listReported: (db: Db) => Promise<inquiries.ReportedInquiry[]>;
  pushLater: (tx: Db, inquiryId: InquiryId) => Promise<void>;
  /** After commit, to her open pages. */
  onInquiry: (shopkeeperId: AccountId, told: BroadcastPayload<typeof inquiries.inquiryArrived>) => void;
};
