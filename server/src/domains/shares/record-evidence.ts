import { AppError, type ShareId, type shares } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { insertFeedingOnce } from './forwarding.store.ts';
import { findShare, insertEvidence } from './shares.store.ts';
import { type TaskLinksDeps, toTaskLink } from './task-links.ts';
import { type ToShareDeps, toShares } from './to-share.ts';

export type RecordEvidenceDeps = ToShareDeps &
  Pick<TaskLinksDeps, 'takeClaim'> & {
    db: Db;
    now: () => Date;
  };

/**
 * What she did with her link; a task's link is weighed by the task as well, a group's counts in what the group was given.
 * Repeating it changes nothing.
 * @throws AppError `shares.not_found`
 */
export async function recordEvidence(
  deps: RecordEvidenceDeps,
  caller: Member,
  { grade, shareId }: { shareId: ShareId; grade: 'E0' | 'E1' },
): Promise<shares.Share> {
  const before = await findShare(deps.db, caller.accountId, shareId);
  if (!before) throw new AppError('shares.not_found', `no share ${shareId} of hers`);
  const at = deps.now();
  const link = toTaskLink(before);
  const announce = await deps.db.transaction().execute(async (tx) => {
    await insertEvidence(tx, { shareId, grade, at });
    const { groupId, isRehearsal } = before;
    if (groupId && !isRehearsal) await insertFeedingOnce(tx, { shareId, groupId, at });
    return link && deps.takeClaim(tx, { ...link, grade, at });
  });
  announce?.();
  const after = await findShare(deps.db, caller.accountId, shareId);
  const [share] = await toShares(deps, deps.db, [after ?? before]);
  if (!share) throw new Error('a share is gone');
  return share;
}
