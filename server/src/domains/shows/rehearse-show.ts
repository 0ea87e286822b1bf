import { type AccountId, AppError, type SegmentId, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { isCrew, notFound } from './find-show-access.ts';
import { insertGuests } from './guests.store.ts';
import { requireShopkeepers } from './invite-guests.ts';
import { listProductIds, listSegments, replaceProducts, replaceSegments } from './plan.store.ts';
import { insertLogHead } from './show-log.store.ts';
import { isToCome } from './show-state.ts';
import { findOpenRehearsal, insertShow, lockShow, type ShowRecord } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type RehearseShowDeps = Pick<ShowsDeps, 'copyPlan' | 'db' | 'findBrandIds' | 'findInRole' | 'newId' | 'now'>;

/**
 * A show of its own with the plan of one that is to come, before these people only: it may begin at once, and counts in no
 * number. While one is open, that one is answered, with these people beside the earlier ones; so asking twice is safe.
 * @throws AppError `shows.not_found` | `shows.wrong_state` | `accounts.not_found`
 */
export async function rehearseShow(
  deps: RehearseShowDeps,
  caller: Member,
  { guestIds, showId }: { showId: ShowId; guestIds: readonly AccountId[] },
): Promise<ShowId> {
  return deps.db.transaction().execute(async (tx) => {
    const show = await lockShow(tx, showId);
    if (!show || !(await isCrew(deps, tx, { caller, show }))) throw notFound(showId);
    if (show.isRehearsal || !isToCome(show.state)) {
      throw new AppError('shows.wrong_state', 'only a show that is to come can be rehearsed');
    }
    const accountIds = await requireShopkeepers(deps, tx, guestIds);
    const rehearsalId = (await findOpenRehearsal(tx, showId)) ?? (await copyShow(deps, tx, show));
    await insertGuests(tx, rehearsalId, { accountIds, invitedAt: deps.now() });
    return rehearsalId;
  });
}

async function copyShow(deps: RehearseShowDeps, tx: Db, show: ShowRecord): Promise<ShowId> {
  const { brandId, coverPictureId, hostId, id: fromShowId, maxLengthMinutes, summary, timeZone, title } = show;
  const toShowId = deps.newId<ShowId>();
  const now = deps.now();
  await insertShow(tx, {
    ...{ brandId, coverPictureId, hostId, maxLengthMinutes, summary, timeZone, title },
    id: toShowId,
    state: 'scheduled',
    startsAt: now,
    toldStartsAt: now,
    createdAt: now,
    changedAt: now,
    isRehearsal: true,
    rehearsalOf: fromShowId,
  });
  await insertLogHead(tx, toShowId, deps.newId().replaceAll('-', ''));
  await replaceProducts(tx, toShowId, await listProductIds(tx, fromShowId));
  const segments = await listSegments(tx, fromShowId);
  const segmentIds = new Map(segments.map(({ id }) => [id, deps.newId<SegmentId>()]));
  await replaceSegments(
    tx,
    toShowId,
    segments.map((segment) => ({ ...segment, id: segmentIds.get(segment.id) ?? deps.newId() })),
  );
  await deps.copyPlan(tx, { fromShowId, toShowId, segmentIds, at: now });
  return toShowId;
}
