import type { AccountId, ShowId, shows } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

export type GuestListDeps = { db: Db; listOnline: (showId: ShowId) => Promise<ReadonlySet<AccountId>> };

const MAX_GUESTS = 2_000;

/** Invited shopkeepers, by name. */
export async function listGuests({ db, listOnline }: GuestListDeps, showId: ShowId): Promise<shows.GuestRow[]> {
  const rows = await db
    .selectFrom('showGuests')
    .innerJoin('accounts', 'accounts.id', 'showGuests.accountId')
    .select(['accounts.id', 'displayName', 'tagline', 'facePictureId', 'accountName', 'invitedAt'])
    .where('showId', '=', showId)
    .orderBy('displayName')
    .orderBy('accounts.id')
    .limit(MAX_GUESTS)
    .execute();
  const online = await listOnline(showId);
  return rows.map(({ id, invitedAt, ...person }) => ({
    ...person,
    accountId: id,
    invitedAt: invitedAt.toISOString(),
    isOnline: online.has(id),
  }));
}
