import type { AccountId, MaterialId, RecallId } from '@shoal/contract';

export type RecallActRecord = {
  id: RecallId;
  materialId: MaterialId;
  kind: 'recalled' | 'restored';
  reason: string;
  correction: string;
  replacementId: MaterialId | null;
  byAccount: AccountId;
  at: Date;
};

export type RecallsTables = {
  recallActs: RecallActRecord;
  standingRecalls: { materialId: MaterialId; recallId: RecallId };
  recallReceipts: { recallId: RecallId; shopkeeperId: AccountId; seenAt: Date; doneAt: Date | null };
};
