import type { AccountId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

/** Invites accounts; those invited before stay as they are. @returns how many are new. */
export async function insertGuests(
  db: Db,
  showId: ShowId,
  { accountIds, invitedAt }: { accountIds: readonly AccountId[]; invitedAt: Date },
): Promise<number> {
  const rows = [...new Set(accountIds)].map((accountId) => ({ showId, accountId, invitedAt }));
  if (rows.length === 0) return 0;
  const inserted = await db
    .insertInto('showGuests')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0n);
}

export async function deleteGuest(db: Db, showId: ShowId, accountId: AccountId): Promise<void> {
  await db.deleteFrom('showGuests').where('showId', '=', showId).where('accountId', '=', accountId).execute();
}

export const isGuest = async (db: Db, showId: ShowId, accountId: AccountId): Promise<boolean> =>
  (await db
    .selectFrom('showGuests')
    .select('accountId')
    .where('showId', '=', showId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()) !== undefined;

/** Guests of a show, longest invited first. */
export async function listGuestIds(db: Db, showId: ShowId, limit: number): Promise<AccountId[]> {
  const rows = await db
    .selectFrom('showGuests')
    .select('accountId')
    .where('showId', '=', showId)
    .orderBy('invitedAt')
    .orderBy('accountId')
    .limit(limit)
    .execute();
  return rows.map(({ accountId }) => accountId);
}
