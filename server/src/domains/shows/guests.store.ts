import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

/** Invites accounts; those invited before stay as they are, who is banned stays out. @returns how many are new. */
export async function insertGuests(
  db: Db,
  showId: ShowId,
  { accountIds, invitedAt }: { accountIds: readonly AccountId[]; invitedAt: Date },
): Promise<number> {
  const asked = [...new Set(accountIds)];
  if (asked.length === 0) return 0;
  const inserted = await db
    .insertInto('showGuests')
    .columns(['showId', 'accountId', 'invitedAt'])
    .expression(
      sql`select ${showId}::uuid, asked.id, ${invitedAt}::timestamptz from unnest(${asked}::uuid[]) as asked (id)
        where not exists (select from show_bans b where b.show_id = ${showId} and b.account_id = asked.id)`,
    )
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
