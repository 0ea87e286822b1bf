import type { AccountId, ShowId, TabId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

export type StudioTab = { tabId: TabId; accountId: AccountId };

/** Notes that a tab came through the studio's door; one that came before keeps its place in the order. */
export async function insertStudioTab(db: Db, showId: ShowId, tab: StudioTab): Promise<boolean> {
  const inserted = await db
    .insertInto('studioTabs')
    .values({ showId, ...tab })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The newest tabs, newest first: the first of them owns the stage. */
export const listNewestTabs = (db: Db, showId: ShowId, limit: number): Promise<StudioTab[]> =>
  db
    .selectFrom('studioTabs')
    .select(['tabId', 'accountId'])
    .where('showId', '=', showId)
    .orderBy('ordinal', 'desc')
    .limit(limit)
    .execute();
