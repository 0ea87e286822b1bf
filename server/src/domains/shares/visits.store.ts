import type { AccountId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { VisitRecord } from './shares.table.ts';

/** Keeps a visit that counts, unless this visitor was counted for this link. @returns whether it counts. */
export async function insertCountedVisit(db: Db, visit: Omit<VisitRecord, 'verdict' | 'reasons'>): Promise<boolean> {
  const inserted = await db
    .insertInto('visits')
    .values({ ...visit, verdict: 'counted', reasons: [] })
    .onConflict((conflict) => conflict.columns(['shareId', 'visitorId']).where('verdict', '=', 'counted').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export const insertVisit = async (db: Db, visit: VisitRecord): Promise<void> => {
  await db.insertInto('visits').values(visit).execute();
};

/** Remembers that this browser was signed in as that account. */
export async function noteVisitorAccount(db: Db, visitorId: Buffer, accountId: AccountId, at: Date): Promise<void> {
  await db
    .insertInto('visitorAccounts')
    .values({ visitorId, accountId, seenAt: at })
    .onConflict((conflict) => conflict.columns(['visitorId', 'accountId']).doNothing())
    .execute();
}

export async function isVisitorOf(db: Db, visitorId: Buffer, accountId: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('visitorAccounts')
    .select('seenAt')
    .where('visitorId', '=', visitorId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}
