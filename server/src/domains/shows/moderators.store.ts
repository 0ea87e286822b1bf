import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

type Moderator = { showId: ShowId; accountId: AccountId; appointedAt: Date; appointedBy: AccountId };

/** Appoints a guest, once, in one statement. @returns false when she is no guest. */
export async function insertModerator(
  db: Db,
  { accountId, appointedAt, appointedBy, showId }: Moderator,
): Promise<boolean> {
  const { rows } = await sql`
    with guest as (select show_id, account_id from show_guests where show_id = ${showId} and account_id = ${accountId}),
    appointed as (
      insert into show_moderators (show_id, account_id, appointed_at, appointed_by)
      select show_id, account_id, ${appointedAt}::timestamptz, ${appointedBy}::uuid from guest
      on conflict do nothing
    )
    select from guest`.execute(db);
  return rows.length === 1;
}

export async function deleteModerator(db: Db, showId: ShowId, accountId: AccountId): Promise<void> {
  await db.deleteFrom('showModerators').where('showId', '=', showId).where('accountId', '=', accountId).execute();
}

export const isModerator = async (db: Db, showId: ShowId, accountId: AccountId): Promise<boolean> =>
  (await db
    .selectFrom('showModerators')
    .select('accountId')
    .where('showId', '=', showId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()) !== undefined;
