import type {
  AccountId,
  EvidenceId,
  MaterialId,
  OrderId,
  SegmentId,
  ShareId,
  ShowId,
  TaskId,
  tasks,
} from '@shoal/contract';
import type { ColumnType, Generated } from 'kysely';

export type TaskRecord = {
  id: TaskId;
  showId: ShowId;
  segmentId: SegmentId | null;
  materialId: MaterialId;
  state: tasks.TaskState;
  words: string;
  targetForwards: number;
  minutes: number;
  points: number;
  createdAt: Date;
  dropSeq: number | null;
  openedSeq: number | null;
  openedAt: Date | null;
  deadlineAt: Date | null;
  closedSeq: number | null;
  closedAt: Date | null;
  closeReason: tasks.CloseReason | null;
};

export type EvidenceRecord = {
  id: EvidenceId;
  taskId: TaskId;
  showId: ShowId;
  shopkeeperId: AccountId;
  shareId: ShareId;
  grade: tasks.TaskGrade;
  at: Date;
  visitorId: Buffer | null;
  place: Buffer | null;
  address: Buffer | null;
  verdict: tasks.EvidenceVerdict;
  reasons: tasks.HoldReason[];
  repeats: number;
  orderId: OrderId | null;
  judgedBy: AccountId | null;
  judgedAt: Date | null;
};

export type ProgressRecord = {
  taskId: TaskId;
  shopkeeperId: AccountId;
  grade: tasks.TaskGrade | null;
  links: number;
  points: number;
  score: number;
  movedAt: Date;
};

/** Of one shopkeeper in one show; `score` is points in hundredths, weighed by grade. */
export type StandingRecord = {
  showId: ShowId;
  shopkeeperId: AccountId;
  points: number;
  score: number;
  reachedAt: Date;
};

export type PointEntryRecord = {
  id: Generated<number>;
  showId: ShowId;
  taskId: TaskId;
  shopkeeperId: AccountId;
  points: number;
  evidenceId: EvidenceId;
  at: Date;
};

/** A column with a default in SQL. */
type Default<T> = ColumnType<T, T | undefined, T>;
type NullAtFirst =
  | 'segmentId'
  | 'dropSeq'
  | 'openedSeq'
  | 'openedAt'
  | 'deadlineAt'
  | 'closedSeq'
  | 'closedAt'
  | 'closeReason';

type Clicker = 'visitorId' | 'place' | 'address';

export type TasksTables = {
  tasks: Omit<TaskRecord, NullAtFirst> & { [K in NullAtFirst]: Default<TaskRecord[K]> };
  taskEvidence: Omit<EvidenceRecord, Clicker | 'repeats' | 'orderId' | 'judgedBy' | 'judgedAt'> & {
    [K in Clicker]: Default<Buffer | null>;
  } & {
    repeats: Default<number>;
    orderId: Default<OrderId | null>;
    judgedBy: Default<AccountId | null>;
    judgedAt: Default<Date | null>;
  };
  taskProgress: ProgressRecord;
  taskStandings: StandingRecord;
  pointEntries: PointEntryRecord;
};
