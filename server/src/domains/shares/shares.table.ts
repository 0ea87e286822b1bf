import type { AccountId, GroupId, MaterialId, ShareCode, ShareId, ShowId, shares, TaskId } from '@shoal/contract';
import type { Generated, Selectable } from 'kysely';

export type ShareTable = {
  id: ShareId;
  code: ShareCode;
  shopkeeperId: AccountId;
  showId: ShowId;
  materialId: MaterialId;
  dropSeq: number;
  createdAt: Date;
  /** The task and the group that the link was made for. */
  taskId: TaskId | null;
  groupId: GroupId | null;
  /** Made in a rehearsal: its page says so, and nothing counts there. */
  isRehearsal: boolean;
  /** Visitors who are forgotten by now, and their visits. */
  visitorsBefore: Generated<number>;
  visitsBefore: Generated<number>;
};
export type ShareRecord = Selectable<ShareTable>;

export type EvidenceRecord = { shareId: ShareId; grade: shares.EvidenceGrade; at: Date };

export type VisitRecord = {
  id: string;
  shareId: ShareId;
  /** A hash of the cookie, never the cookie. */
  visitorId: Buffer | null;
  at: Date;
  verdict: 'counted' | 'repeated' | 'refused';
  reasons: string[];
};

/** Somebody who was counted for a link, at least once in the last 90 days. */
export type LinkVisitorRecord = {
  shareId: ShareId;
  visitorId: Buffer;
  visits: number;
  /** When her newest visit opened its window. */
  windowFrom: Date;
};

export type VisitorAccountRecord = { visitorId: Buffer; accountId: AccountId; seenAt: Date };

/** How she forwards a material. */
export type KeptWordsRecord = {
  shopkeeperId: AccountId;
  materialId: MaterialId;
  tone: shares.WordsTone;
  /** Null: as the crew wrote them. */
  words: string | null;
  keptAt: Date;
};

/** A forward to a group, done or said to be done. */
export type GroupFeedingRecord = { shareId: ShareId; groupId: GroupId; at: Date };

export type SharesTables = {
  shares: ShareTable;
  shareEvidence: EvidenceRecord;
  visits: VisitRecord;
  linkVisitors: LinkVisitorRecord;
  keptWords: KeptWordsRecord;
  groupFeedings: GroupFeedingRecord;
  visitorAccounts: VisitorAccountRecord;
};
