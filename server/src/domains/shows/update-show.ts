import { AppError, type RouteInput, type SegmentId, type shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { type ChangeShowDeps, changeShow } from './change-show.ts';
import { checkPlanEdit } from './check-plan-edit.ts';
import { isCrew, notFound } from './find-show-access.ts';
import { listPlanWords } from './list-plan-words.ts';
import { listSegments, type PlannedSegment, replaceProducts, replaceSegments } from './plan.store.ts';
import { type ShowChanges, type ShowRecord, updateShowRow } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';
import { tellMove } from './tell-move.ts';

export type UpdateShowDeps = ChangeShowDeps &
  Pick<ShowsDeps, 'checkCatalogParts' | 'checkWords' | 'findBrandIds' | 'newId'>;

type Input = RouteInput<typeof shows.updateShow>;

/**
 * Changes the plan on the version that the editor saw; another date is told to those who wait.
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `shows.changed_meanwhile` | `catalog.not_found` |
 * `catalog.claim_unproven` with the sentences of new titles marked
 */
export async function updateShow(deps: UpdateShowDeps, caller: Member, input: Input): Promise<void> {
  const { showId, startsAt } = input;
  const isThere = await changeShow(
    deps,
    showId,
    async (tx, show, append) => {
      if (!(await isCrew(deps, tx, { caller, show }))) throw notFound(showId);
      const before = await checkEdit(deps, tx, { show, input });
      const date = startsAt === undefined ? {} : { startsAt: startsAt === null ? null : new Date(startsAt) };
      const told = await tellMove(append, show, { ...show, ...date });
      await writePlan(deps, tx, { input, before, date: { ...date, ...told } });
      return true;
    },
    caller.accountId,
  );
  if (!isThere) throw notFound(showId);
}

/** @returns the run of show as it is. */
async function checkEdit(
  deps: UpdateShowDeps,
  tx: Db,
  { input, show }: { input: Input; show: ShowRecord },
): Promise<PlannedSegment[]> {
  const { showId, version, ...changes } = input;
  if (show.version !== version) throw new AppError('shows.changed_meanwhile', `the show is at version ${show.version}`);
  const before = await listSegments(tx, showId);
  checkPlanEdit({ state: show.state, segments: before }, changes);
  if (changes.startsAt === null && show.state === 'scheduled') {
    throw new AppError('shows.wrong_state', 'a scheduled show has a time: postpone it');
  }
  await deps.checkCatalogParts(tx, show.brandId, {
    productIds: changes.productIds ?? [],
    materialIds: chooseNewMaterials(before, changes.segments),
    pictureIds: changes.coverPictureId ? [changes.coverPictureId] : [],
  });
  await deps.checkWords(tx, listPlanWords(show.brandId, changes, [show, ...before]), deps.now());
  return before;
}

/** Materials that were prepared before may stay, also when they were archived since. */
function chooseNewMaterials(before: readonly PlannedSegment[], drafts: Input['segments']) {
  const known = new Set(before.flatMap(({ materialIds }) => materialIds));
  return (drafts ?? []).flatMap(({ materialIds }) => materialIds).filter((id) => !known.has(id));
}

type PlanChange = { input: Input; before: readonly PlannedSegment[]; date: ShowChanges };

async function writePlan(deps: UpdateShowDeps, tx: Db, { before, date, input }: PlanChange): Promise<void> {
  const { productIds, segments, showId, startsAt: _, version, ...fields } = input;
  const row = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  await updateShowRow(tx, showId, { ...row, ...date, version: version + 1, changedAt: deps.now() });
  if (productIds) await replaceProducts(tx, showId, productIds);
  if (!segments) return;
  const known = new Set(before.map(({ id }) => id));
  const planned = segments.map(({ segmentId, ...draft }) => {
    if (segmentId && !known.has(segmentId))
      throw new AppError('request.invalid', `the show has no segment ${segmentId}`);
    return { ...draft, id: segmentId ?? deps.newId<SegmentId>() };
  });
  if (new Set(planned.map(({ id }) => id)).size < planned.length)
    throw new AppError('request.invalid', 'a segment twice');
  await replaceSegments(tx, showId, planned);
}
