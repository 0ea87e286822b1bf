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
  /** Visitors whose hits are old enough to be gone. */
  visitorsBefore: Generated<number>;
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
  keptWords: KeptWordsRecord;
  groupFeedings: GroupFeedingRecord;
  visitorAccounts: VisitorAccountRecord;
};
