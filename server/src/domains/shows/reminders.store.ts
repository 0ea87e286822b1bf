import type { AccountId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

/** Keeps that somebody wants to be told before a show begins; she asked once, however often she asks. */
export async function insertReminder(db: Db, showId: ShowId, accountId: AccountId, askedAt: Date): Promise<void> {
  await db
    .insertInto('showReminders')
    .values({ showId, accountId, askedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteReminder(db: Db, showId: ShowId, accountId: AccountId): Promise<void> {
  await db.deleteFrom('showReminders').where('showId', '=', showId).where('accountId', '=', accountId).execute();
}
