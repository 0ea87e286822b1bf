import { AppError, type EvidenceId, type tasks } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { creditTasks } from './credit-task.ts';
import { countHeldAmong, setVerdicts } from './evidence.store.ts';
import { announce, type TakeEvidenceDeps } from './take-evidence.ts';

/**
 * Judges evidence that was held, many at once. What is released counts once; what is held again or rejected after a release
 * gives its points back by entries of their own. Repeating it changes nothing [TK7].
 * @throws AppError `tasks.not_found` when none of them was held
 */
export async function judgeEvidence(
  deps: TakeEvidenceDeps,
  caller: Member,
  { evidenceIds, verdict }: { evidenceIds: EvidenceId[]; verdict: tasks.HeldEvidence['verdict'] },
): Promise<{ changed: number }> {
  const { db, now } = deps;
  const { changed, credited } = await db.transaction().execute(async (tx) => {
    if ((await countHeldAmong(tx, evidenceIds)) === 0) throw new AppError('tasks.not_found', 'none of these was held');
    const at = now();
    const touched = await setVerdicts(tx, evidenceIds, { verdict, by: caller.accountId, at });
    return { changed: touched.length, credited: await creditTasks(tx, touched, at) };
  });
  announce(deps, credited)();
  return { changed };
}
