import { type AccountId, AppError, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { insertBan, liftBan } from './bans.store.ts';
import { getCommandedShow } from './find-show-access.ts';
import { deleteGuest } from './guests.store.ts';
import { listOpenShowsOf } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type RemoveGuestDeps = Pick<ShowsDeps, 'closePeerOf' | 'db' | 'findBrandIds' | 'log' | 'rooms' | 'voice'>;

/** Takes an invitation back; her sockets in the show and her media close. Safe to repeat. @throws AppError `shows.not_found` */
export async function removeGuest(
  deps: RemoveGuestDeps,
  caller: Member,
  { accountId, showId }: { showId: ShowId; accountId: AccountId },
): Promise<void> {
  await getCommandedShow(deps, deps.db, { caller, showId });
  await deleteGuest(deps.db, showId, accountId);
  deps.voice.closeSockets(deps.rooms.person(showId, accountId), 'not_invited');
  await closeMedia(deps, showId, accountId);
}

/** Closes all media of somebody who lost the right to be here; her sockets are closed by who took it. */
export async function onAccountLost(deps: RemoveGuestDeps, accountId: AccountId): Promise<void> {
  for (const showId of await listOpenShowsOf(deps.db, accountId)) await closeMedia(deps, showId, accountId);
}

type Ban = { showId: ShowId; accountId: AccountId; isBanned: boolean; by: AccountId };

/**
 * Closes a show to a guest on all her devices until it is lifted, or opens it again [CH6]. Who may is the caller's to check. Safe to repeat.
 * @throws AppError `accounts.not_found`
 */
export async function banGuest(
  deps: RemoveGuestDeps & Pick<ShowsDeps, 'now'>,
  { accountId, by, isBanned, showId }: Ban,
): Promise<void> {
  const at = deps.now();
  const isKnown = await deps.db.transaction().execute(async (tx) => {
    if (!isBanned) return liftBan(tx, { showId, accountId, at });
    const ban = { showId, accountId, bannedAt: at, bannedBy: by };
    return insertBan(tx, ban);
  });
  if (!isKnown) throw new AppError('accounts.not_found', `${accountId} is no guest of this show`);
  if (!isBanned) return;
  deps.voice.closeSockets(deps.rooms.person(showId, accountId), 'banned');
  await closeMedia(deps, showId, accountId);
}

async function closeMedia(deps: RemoveGuestDeps, showId: ShowId, accountId: AccountId): Promise<void> {
  await deps.closePeerOf(showId, accountId).catch((err: unknown) => {
    deps.log.warn({ err, showId, accountId }, 'could not close media; its lease runs out');
  });
}
