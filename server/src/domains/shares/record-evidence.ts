import { AppError, type ShareId, type shares } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findShare, insertEvidence } from './shares.store.ts';
import { type ToShareDeps, toShares } from './to-share.ts';

export type RecordEvidenceDeps = ToShareDeps & {
  db: Db;
  now: () => Date;
};

/**
 * What she did with her link. Repeating it changes nothing.
 * @throws AppError `shares.not_found`
 */
export async function recordEvidence(
  deps: RecordEvidenceDeps,
  caller: Member,
  { grade, shareId }: { shareId: ShareId; grade: 'E0' | 'E1' },
): Promise<shares.Share> {
  const before = await findShare(deps.db, caller.accountId, shareId);
  if (!before) throw new AppError('shares.not_found', `no share ${shareId} of hers`);
  await insertEvidence(deps.db, { shareId, grade, at: deps.now() });
  const after = await findShare(deps.db, caller.accountId, shareId);
  const [share] = await toShares(deps, deps.db, [after ?? before]);
  if (!share) throw new Error('a share is gone');
  return share;
}
