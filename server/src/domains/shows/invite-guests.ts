import { type AccountId, AppError, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { getCommandedShow } from './find-show-access.ts';
import { insertGuests } from './guests.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type InviteGuestsDeps = Pick<ShowsDeps, 'db' | 'findBrandIds' | 'findInRole' | 'now'>;

/** Invites shopkeepers: all of them or none. Safe to repeat. @throws AppError `shows.not_found` | `accounts.not_found` */
export async function inviteGuests(
  deps: InviteGuestsDeps,
  caller: Member,
  { accountIds, showId }: { showId: ShowId; accountIds: readonly AccountId[] },
): Promise<{ invited: number }> {
  await getCommandedShow(deps, deps.db, { caller, showId });
  const asked = await requireShopkeepers(deps, deps.db, accountIds);
  return { invited: await insertGuests(deps.db, showId, { accountIds: asked, invitedAt: deps.now() }) };
}

/** The same accounts, each once. @throws AppError `accounts.not_found` when one of them is no shopkeeper. */
export async function requireShopkeepers(
  deps: Pick<ShowsDeps, 'findInRole'>,
  db: Db,
  accountIds: readonly AccountId[],
): Promise<AccountId[]> {
  const asked = [...new Set(accountIds)];
  const known = new Set(await deps.findInRole(db, 'shopkeeper', asked));
  const unknown = asked.find((accountId) => !known.has(accountId));
  if (unknown) throw new AppError('accounts.not_found', `${unknown} is no shopkeeper's account`);
  return asked;
}

/** Invites somebody who accepted an invitation by link, in that link's transaction. */
export async function acceptGuest(
  tx: Db,
  showId: ShowId,
  { accountId, invitedAt }: { accountId: AccountId; invitedAt: Date },
): Promise<void> {
  await insertGuests(tx, showId, { accountIds: [accountId], invitedAt });
}
