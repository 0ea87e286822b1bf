import type { ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

/** A show with an ask that has run out, or whose moment of a surprise has come. */
export type DueShow = { showId: ShowId; due: 'close' | 'checkIn' };

/** What runs out comes first, so that what surprises finds nothing open. */
export const listDueShows = (db: Db, { now, runOutBy }: { runOutBy: Date; now: Date }): Promise<DueShow[]> =>
  db
    .selectFrom('asks')
    .select(['showId', sql<DueShow['due']>`'close'`.as('due')])
    .where('closedAt', 'is', null)
    .where('closesAt', '<=', runOutBy)
    .unionAll(
      db
        .selectFrom('surpriseCheckIns')
        .select(['showId', sql<DueShow['due']>`'checkIn'`.as('due')])
        .where('nextAt', '<=', now),
    )
    .orderBy('due', 'desc')
    .execute();
