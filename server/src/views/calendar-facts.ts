import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { mayWatchShow } from './may-watch-show.ts';

/** A show as its calendar file tells it to this person; undefined when she may not know of it. */
export async function findCalendarFacts(db: Db, showId: ShowId, accountId: AccountId) {
  if (!(await mayWatchShow(db, { kind: 'account', accountId }, showId))) return undefined;
  return db
    .selectFrom('shows')
    .innerJoin('brands', 'brands.id', 'shows.brandId')
    .innerJoin('accounts as host', 'host.id', 'shows.hostId')
    .innerJoin('accounts as person', (join) => join.on('person.id', '=', accountId))
    .select([
      'shows.id as showId',
      'shows.version',
      'shows.changedAt',
      'shows.state',
      'shows.startsAt',
      'shows.toldStartsAt',
      'shows.title',
      'shows.summary',
      'shows.isRehearsal',
      'brands.name as brandName',
      'host.displayName as hostName',
      'person.locale',
    ])
    .select(
      sql<number>`(select coalesce(sum(planned_minutes), 0) from show_segments s where s.show_id = shows.id)`.as(
        'plannedMinutes',
      ),
    )
    .where('shows.id', '=', showId)
    .executeTakeFirst();
}
