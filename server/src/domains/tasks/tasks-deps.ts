import type {
  AccountId,
  BrandId,
  BroadcastPayload,
  CommandInput,
  catalog,
  IdempotencyKey,
  log,
  MaterialId,
  ShowId,
  shows,
  TaskId,
  tasks,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';

/** A show as far as tasks depend on it. */
export type TaskShow = { id: ShowId; brandId: BrandId; state: shows.ShowState };

/** Appends to the show's log in the transaction at hand. */
export type Append = <K extends log.LogEntryKind>(kind: K, body: log.LogEntryBody<K>) => Promise<log.LogEntry>;

type Act<T> = (tx: Db, show: TaskShow, append: Append) => Promise<T>;
type Request = { name: string; caller: Member; input: { showId: ShowId; idempotencyKey: IdempotencyKey } };

/** What this domain needs of shows, catalog and accounts, and how it speaks. */
export type TasksDeps = {
  db: Db;
  now: () => Date;
  newId: <Id extends string>() => Id;
  /** One transaction on the locked show, once for its key. @throws AppError `shows.not_found` | `request.key_reused` */
  hostCommand: <T>(request: Request, act: Act<T>) => Promise<{ answer: T; isNew: boolean }>;
  /** A change by the clock, in one transaction on the locked show. */
  changeShow: <T>(showId: ShowId, act: Act<T>) => Promise<T | undefined>;
  /** @throws AppError `shows.not_found` for all but the crew */
  getCommandedShow: (db: Db, caller: Member, showId: ShowId) => Promise<TaskShow>;
  /** @throws AppError `shows.not_found` when she may not enter */
  requireGuest: (db: Db, caller: Member, showId: ShowId) => Promise<unknown>;
  /** @throws AppError `catalog.not_found` when the brand has no such material */
  checkMaterial: (db: Db, brandId: BrandId, materialId: MaterialId) => Promise<void>;
  /** The standing drop of a material, made now when there is none. @throws AppError `catalog.not_found` */
  ensureDropped: (
    tx: Db,
    dropping: { show: TaskShow; materialId: MaterialId; append: Append },
  ) => Promise<{ seq: number; material: catalog.Material }>;
  loadMaterials: (db: Db, materialIds: readonly MaterialId[]) => Promise<ReadonlyMap<MaterialId, catalog.Material>>;
  /** Whether a browser ever signed in as crew, and whether it stands where she was within a day. */
  findVisitorTies: (
    db: Db,
    who: { visitorId: Buffer; shopkeeperId: AccountId; places: readonly Buffer[]; since: Date },
  ) => Promise<{ isCrew: boolean; isOwnPlace: boolean }>;
  listTaskPeople: (
    db: Db,
    task: { showId: ShowId; taskId: TaskId },
  ) => Promise<{ accountId: AccountId; displayName: string; grade: tasks.TaskGrade | null }[]>;
  listHeld: (
    db: Db,
    filter: {
      showId?: ShowId | undefined;
      verdict: tasks.HeldEvidence['verdict'];
      reason?: tasks.HoldReason | undefined;
    },
  ) => Promise<{ evidence: tasks.HeldEvidence[]; total: number }>;
  voice: {
    toStudioHere: (showId: ShowId, told: BroadcastPayload<typeof tasks.taskProgressed>) => void;
    toPerson: (accountId: AccountId, told: BroadcastPayload<typeof tasks.taskCredited>) => void;
  };
};

export type OpenTaskInput = CommandInput<typeof tasks.openTask>;
