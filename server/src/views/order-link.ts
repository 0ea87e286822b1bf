import type { ShareCode, ShareId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

/** Where an order came from: whom its buyer can ask, on which page, and the zone of the show. */
export type OrderLink = { code: ShareCode; shopkeeperName: string; timeZone: string };

export const findOrderLink = (db: Db, shareId: ShareId): Promise<OrderLink | undefined> =>
  db
    .selectFrom('shares')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .innerJoin('accounts', 'accounts.id', 'shares.shopkeeperId')
    .select(['shares.code', 'accounts.displayName as shopkeeperName', 'shows.timeZone'])
    .where('shares.id', '=', shareId)
    .executeTakeFirst();
