import { AppError, type BrandId, type MaterialId, type RouteInput, type recalls } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { hashRequest, runOnce } from '../../platform/run-once.ts';
import { insertAct, isRecalled, lockMaterial, putStanding, removeStanding } from './recalls.store.ts';
import type { RecallsDeps } from './recalls-deps.ts';
import { spreadRecall } from './recalls-jobs.ts';

/**
 * Takes a material back wherever it went: links and orders from the commit on, the shows right after it. Recalling again
 * replaces the words, and every shopkeeper has them to pass on anew.
 * @throws AppError `catalog.not_found` | `drops.recalled` of the replacement | `request.key_reused`
 */
export async function recallMaterial(
  deps: RecallsDeps,
  caller: Member,
  input: RouteInput<typeof recalls.recallMaterial>,
): Promise<recalls.RecallState> {
  const { correction, materialId, reason, replacementId } = input;
  const { brandId } = await deps.getMaterial(caller, materialId);
  await actOnce(deps, { name: 'material recalled', caller, input }, async (tx) => {
    if (replacementId) await checkReplacement(deps, tx, { brandId, caller, materialId, replacementId });
    const recallId = deps.newRecallId();
    const act = { id: recallId, materialId, reason, correction, replacementId };
    await insertAct(tx, { ...act, kind: 'recalled', byAccount: caller.accountId, at: deps.now() });
    await putStanding(tx, { materialId, recallId });
  });
  return deps.readState(deps.db, materialId);
}

/**
 * Ends a recall that should not have been; one that ended already stays as it is.
 * @throws AppError `catalog.not_found` | `request.key_reused`
 */
export async function restoreMaterial(
  deps: RecallsDeps,
  caller: Member,
  input: RouteInput<typeof recalls.restoreMaterial>,
): Promise<recalls.RecallState> {
  const { materialId, reason } = input;
  await deps.getMaterial(caller, materialId);
  await actOnce(deps, { name: 'material restored', caller, input }, async (tx) => {
    if (!(await removeStanding(tx, materialId))) return;
    const act = { id: deps.newRecallId(), materialId, reason, correction: '', replacementId: null };
    await insertAct(tx, { ...act, kind: 'restored', byAccount: caller.accountId, at: deps.now() });
  });
  return deps.readState(deps.db, materialId);
}

type Request = { name: string; caller: Member; input: { materialId: MaterialId; idempotencyKey: string } };

async function actOnce(
  deps: RecallsDeps,
  { caller, input, name }: Request,
  act: (tx: Db) => Promise<void>,
): Promise<void> {
  const { idempotencyKey: key, materialId } = input;
  const once = { key, actorId: caller.accountId, requestHash: hashRequest(name, input) };
  const { isNew } = await deps.db.transaction().execute((tx) =>
    runOnce(tx, once, async () => {
      await lockMaterial(tx, materialId);
      await act(tx);
      await deps.jobs.send(tx, spreadRecall, { materialId });
      return {};
    }),
  );
  if (isNew) deps.spreadSoon(materialId);
}

type Replacing = { caller: Member; brandId: BrandId; materialId: MaterialId; replacementId: MaterialId };

async function checkReplacement(
  { getMaterial }: RecallsDeps,
  tx: Db,
  { brandId, caller, materialId, replacementId }: Replacing,
): Promise<void> {
  const replacement = await getMaterial(caller, replacementId);
  if (replacementId === materialId || replacement.brandId !== brandId)
    throw new AppError('catalog.not_found', `no other material ${replacementId} of this brand`);
  if (await isRecalled(tx, replacementId))
    throw new AppError('drops.recalled', `the replacement ${replacementId} is recalled itself`);
}
