import type { AccountId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

export const isMuted = async (db: Db, showId: ShowId, accountId: AccountId): Promise<boolean> =>
  (await db
    .selectFrom('chatMutes')
    .select('accountId')
    .where('showId', '=', showId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()) !== undefined;

/** Everybody who is muted in a show. */
export async function listMuted(db: Db, showId: ShowId): Promise<ReadonlySet<AccountId>> {
  const rows = await db.selectFrom('chatMutes').select('accountId').where('showId', '=', showId).execute();
  return new Set(rows.map(({ accountId }) => accountId));
}

export async function insertMute(
  db: Db,
  mute: { showId: ShowId; accountId: AccountId; mutedAt: Date; mutedBy: AccountId },
): Promise<void> {
  await db
    .insertInto('chatMutes')
    .values(mute)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteMute(db: Db, showId: ShowId, accountId: AccountId): Promise<void> {
  await db.deleteFrom('chatMutes').where('showId', '=', showId).where('accountId', '=', accountId).execute();
}
