import { AppError, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { isModerator } from './moderators.store.ts';
import { isShownToGuests } from './show-state.ts';
import { findShow, findShowAsGuest, type ShowRecord } from './shows.store.ts';
import type { SeatFacts, ShowsDeps } from './shows-deps.ts';

/** `command`: may do what a host does. `enter`: may be in the room. */
export type ShowAccess = 'command' | 'enter';
export type AccessDeps = Pick<ShowsDeps, 'findBrandIds'>;

/** What a person may do in a show: its crew commands it, its guests enter it. Null for all others, and when there is none. */
export async function findShowAccess(
  deps: AccessDeps,
  db: Db,
  { caller, showId }: { caller: Member; showId: ShowId },
): Promise<ShowAccess | null> {
  const show = await findShowAsGuest(db, showId, caller.accountId);
  return show ? chooseAccess(deps, db, { caller, show }) : null;
}

/** What a person may do in a show, by what is known of both. */
export async function chooseAccess(
  deps: AccessDeps,
  db: Db,
  { caller, show }: { caller: Member; show: Pick<SeatFacts, 'brandId' | 'hostId' | 'isGuest' | 'state'> },
): Promise<ShowAccess | null> {
  if (await isCrew(deps, db, { caller, show })) return 'command';
  return show.isGuest && isShownToGuests(show.state) ? 'enter' : null;
}

/** The show, for its crew. @throws AppError `shows.not_found` for everybody else. */
export async function getCommandedShow(
  deps: AccessDeps,
  db: Db,
  { caller, showId }: { caller: Member; showId: ShowId },
): Promise<ShowRecord> {
  const show = await findShow(db, showId);
  if (show && (await isCrew(deps, db, { caller, show }))) return show;
  throw notFound(showId);
}

/** Whether the caller moderates a show as its crew or as an appointed guest. @throws AppError `shows.not_found` */
export async function requireModeration(
  deps: AccessDeps,
  db: Db,
  { caller, showId }: { caller: Member; showId: ShowId },
): Promise<'crew' | 'moderator'> {
  const access = await requireAccess(deps, db, { caller, showId });
  if (access === 'command') return 'crew';
  if (await isModerator(db, showId, caller.accountId)) return 'moderator';
  throw notFound(showId);
}

/** @throws AppError `shows.not_found` */
export async function requireAccess(
  deps: AccessDeps,
  db: Db,
  who: { caller: Member; showId: ShowId },
): Promise<ShowAccess> {
  const access = await findShowAccess(deps, db, who);
  if (!access) throw notFound(who.showId);
  return access;
}

/** Whether the caller commands this show. */
export async function isCrew(
  { findBrandIds }: AccessDeps,
  db: Db,
  { caller, show }: { caller: Pick<Member, 'accountId' | 'role'>; show: Pick<ShowRecord, 'brandId' | 'hostId'> },
): Promise<boolean> {
  if (caller.role === 'operator') return true;
  if (caller.role !== 'host') return false;
  return show.hostId === caller.accountId || (await findBrandIds(db, caller.accountId)).includes(show.brandId);
}

/** Unknown and foreign shows look alike. */
export const notFound = (showId: ShowId): AppError =>
  new AppError('shows.not_found', `no show ${showId} for this account`);
