import { type AccountId, AppError, type MaterialId, type ShareCode, type ShareId, type ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findOwnDrop, insertShareOnce } from './shares.store.ts';

export type OpenLinkDeps = { db: Db; now: () => Date; newShareId: () => ShareId; newShareCode: () => ShareCode };
export type Wanted = { shopkeeperId: AccountId; showId: ShowId; materialId: MaterialId };

/**
 * Her link, for no group and no task, to a material of a show that she forwards from: where a visitor of hers goes on to.
 * Asking again, also twice at once, answers the same link.
 * @throws AppError `shares.not_found` when she has no link into that show, or the material does not stand there
 */
export async function openLink(deps: OpenLinkDeps, { materialId, shopkeeperId, showId }: Wanted): Promise<ShareCode> {
  const drop = await findOwnDrop(deps.db, { materialId, shopkeeperId, showId });
  if (!drop) throw new AppError('shares.not_found', `nothing of material ${materialId} to go on to`);
  const { code } = await insertShareOnce(deps.db, {
    id: deps.newShareId(),
    code: deps.newShareCode(),
    shopkeeperId,
    showId,
    materialId,
    dropSeq: drop.seq,
    createdAt: deps.now(),
    isRehearsal: false,
    taskId: null,
    groupId: null,
  });
  return code;
}
