import type {
  AccountId,
  BrandId,
  log,
  MaterialId,
  PictureId,
  ProductId,
  SegmentId,
  ShowId,
  shows,
  TabId,
} from '@shoal/contract';
import type { ColumnType, Generated } from 'kysely';

export type ShowRecord = {
  id: ShowId;
  brandId: BrandId;
  hostId: AccountId;
  version: number;
  title: string;
  summary: string;
  coverPictureId: PictureId | null;
  state: shows.ShowState;
  startsAt: Date | null;
  timeZone: string;
  maxLengthMinutes: number;
  createdAt: Date;
  wentLiveAt: Date | null;
  endedAt: Date | null;
  endReason: 'host' | 'operator' | 'too_long' | null;
  hostGoneSince: Date | null;
  isHostAway: boolean;
  /** A trial before invited people: it leaves no trace in any number that spans shows. */
  isRehearsal: boolean;
  /** The show that a rehearsal tries out. */
  rehearsalOf: ShowId | null;
  /** When its plan or its date changed last. */
  changedAt: Date;
  /** The date that people were told last: a calendar needs it to call the appointment off. */
  toldStartsAt: Date | null;
};

type Optional<T> = ColumnType<T, T | undefined, T>;

export type ShowsTable = Omit<
  ShowRecord,
  | 'version'
  | 'wentLiveAt'
  | 'endedAt'
  | 'endReason'
  | 'hostGoneSince'
  | 'isHostAway'
  | 'isRehearsal'
  | 'rehearsalOf'
  | 'changedAt'
  | 'toldStartsAt'
> & {
  version: Generated<number>;
  wentLiveAt: Optional<Date | null>;
  endedAt: Optional<Date | null>;
  endReason: Optional<ShowRecord['endReason']>;
  hostGoneSince: Optional<Date | null>;
  isHostAway: Generated<boolean>;
  isRehearsal: Generated<boolean>;
  rehearsalOf: Optional<ShowId | null>;
  changedAt: Generated<Date>;
  toldStartsAt: Optional<Date | null>;
};

export type SegmentRecord = {
  id: SegmentId;
  showId: ShowId;
  ordinal: number;
  kind: shows.SegmentKind;
  title: string;
  openingLine: string;
  plannedMinutes: number;
};

export type EntryRecord = {
  showId: ShowId;
  seq: number;
  at: Date;
  programmeMs: number;
  kind: log.LogEntryKind;
  body: ColumnType<unknown, string, never>;
  actorId: AccountId | null;
};

export type Mark = 'seen' | 'saved';

export type ShowsTables = {
  shows: ShowsTable;
  showProducts: { showId: ShowId; ordinal: number; productId: ProductId };
  showSegments: SegmentRecord;
  showSegmentMaterials: { segmentId: SegmentId; ordinal: number; materialId: MaterialId };
  showReminders: { showId: ShowId; accountId: AccountId; askedAt: Date };
  showGuests: { showId: ShowId; accountId: AccountId; invitedAt: Date };
  showBans: { showId: ShowId; accountId: AccountId; bannedAt: Date; bannedBy: AccountId };
  showModerators: { showId: ShowId; accountId: AccountId; appointedAt: Date; appointedBy: AccountId };
  studioTabs: { showId: ShowId; tabId: TabId; accountId: AccountId; ordinal: Generated<number> };
  showLogHeads: { showId: ShowId; epoch: string; topSeq: Generated<number> };
  showLogEntries: EntryRecord;
  drops: {
    showId: ShowId;
    seq: number;
    materialId: MaterialId;
    recallSeq: Optional<number | null>;
    /** Recalled because its material was, not by the host. */
    fellWithMaterial: Generated<boolean>;
  };
  showReceipts: { showId: ShowId; accountId: AccountId; appliedSeq: number };
  showReceiptCounts: { showId: ShowId; appliedSeq: number; people: number };
  showAttention: {
    showId: ShowId;
    accountId: AccountId;
    attentiveMs: number;
    reportedAt: Date;
    roseAt: Date | null;
  };
  showPeaks: { showId: ShowId; people: number; at: Date };
  dropMarks: { showId: ShowId; dropSeq: number; mark: Mark; accountId: AccountId };
  dropMarkCounts: { showId: ShowId; dropSeq: number; mark: Mark; people: number };
};
