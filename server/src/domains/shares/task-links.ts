import type { AccountId, MaterialId, ShareId, ShowId, TaskId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Place } from '../../platform/place.ts';

/** A link that was made for a task, and whose it is. */
type TaskLink = { taskId: TaskId; shareId: ShareId; shopkeeperId: AccountId; mintedAt: Date };

/** What the page behind such a link knows of who looks. */
type TaskClick = TaskLink & {
  at: Date;
  visitorId: Buffer;
  place: Place;
  /** What the visit was refused for, where it was for who looks. */
  isOwn: boolean;
  isCrew: boolean;
};

/** Runs once the transaction is committed. */
export type Announce = () => void;

/** What links need of the tasks that they are made for. */
export type TaskLinksDeps = {
  /** @throws AppError `tasks.not_found` | `tasks.wrong_state` when it is not open on that material of that show. */
  requireOpenTask: (db: Db, task: { taskId: TaskId; showId: ShowId; materialId: MaterialId }) => Promise<void>;
  /** Weighs what she says of a link, in the transaction at hand. */
  takeClaim: (tx: Db, claim: TaskLink & { grade: 'E0' | 'E1'; at: Date }) => Promise<Announce>;
  /** Weighs a visit through a link, in the transaction at hand. */
  takeClick: (tx: Db, click: TaskClick) => Promise<Announce>;
};

type Linked = { id: ShareId; taskId: TaskId | null; shopkeeperId: AccountId; createdAt: Date };

/** The task's view of a share; undefined when it was made for none. */
export const toTaskLink = ({ createdAt, id, shopkeeperId, taskId }: Linked): TaskLink | undefined =>
  taskId ? { taskId, shopkeeperId, shareId: id, mintedAt: createdAt } : undefined;
