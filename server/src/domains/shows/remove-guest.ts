import type { AccountId, ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
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

async function closeMedia(deps: RemoveGuestDeps, showId: ShowId, accountId: AccountId): Promise<void> {
  await deps.closePeerOf(showId, accountId).catch((err: unknown) => {
    deps.log.warn({ err, showId, accountId }, 'could not close media; its lease runs out');
  });
}
