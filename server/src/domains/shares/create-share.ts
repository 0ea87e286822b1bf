import {
  type AccountId,
  AppError,
  type GroupId,
  type MaterialId,
  type RouteInput,
  type ShareCode,
  type ShareId,
  type ShowId,
  type shares,
} from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { insertShareOnce } from './shares.store.ts';
import type { TaskLinksDeps } from './task-links.ts';
import { type ToShareDeps, toShares } from './to-share.ts';

export type CreateShareDeps = ToShareDeps & {
  db: Db;
  now: () => Date;
  newShareId: () => ShareId;
  newShareCode: () => ShareCode;
  /** Throws `shows.not_found` when she may not enter. */
  checkGuest: (db: Db, caller: Member, showId: ShowId) => Promise<unknown>;
  isRehearsal: (db: Db, showId: ShowId) => Promise<boolean>;
  getDroppedMaterial: (
    db: Db,
    showId: ShowId,
    materialId: MaterialId,
  ) => Promise<{ seq: number } | 'recalled' | undefined>;
  /** Throws `groups.not_found` when it is none of hers. */
  checkGroup: (db: Db, shopkeeperId: AccountId, groupId: GroupId) => Promise<void>;
} & Pick<TaskLinksDeps, 'requireOpenTask'>;

/**
 * Her personal link for a dropped material, task and group. Asking again, also twice at once, answers the same link.
 * @throws AppError `shows.not_found` | `drops.not_found` | `drops.recalled` | `tasks.not_found` | `tasks.wrong_state` |
 * `groups.not_found`
 */
export async function createShare(
  deps: CreateShareDeps,
  caller: Member,
  { groupId, materialId, showId, taskId }: RouteInput<typeof shares.createShare>,
): Promise<shares.Share> {
  const { db } = deps;
  await deps.checkGuest(db, caller, showId);
  const drop = await deps.getDroppedMaterial(db, showId, materialId);
  if (!drop) throw new AppError('drops.not_found', `material ${materialId} was not dropped in this show`);
  if (drop === 'recalled') throw new AppError('drops.recalled', `material ${materialId} was taken back`);
  if (taskId) await deps.requireOpenTask(db, { taskId, showId, materialId });
  if (groupId) await deps.checkGroup(db, caller.accountId, groupId);
  const row = await insertShareOnce(db, {
    id: deps.newShareId(),
    code: deps.newShareCode(),
    shopkeeperId: caller.accountId,
    showId,
    materialId,
    dropSeq: drop.seq,
    createdAt: deps.now(),
    isRehearsal: await deps.isRehearsal(db, showId),
    taskId: taskId ?? null,
    groupId: groupId ?? null,
  });
  const [share] = await toShares(deps, db, [row]);
  if (!share) throw new Error('a share was made and is gone');
  return share;
}
