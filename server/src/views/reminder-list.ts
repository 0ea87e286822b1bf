import type { AccountId, shows } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

const MAX_REMINDERS = 50;

/** Dated shows that somebody asked to be told of and still may enter, soonest first. */
export async function listReminders(db: Db, accountId: AccountId): Promise<shows.Reminder[]> {
  const rows = await db
    .selectFrom('showReminders')
    .innerJoin('shows', 'shows.id', 'showReminders.showId')
    .leftJoin('showGuests', (join) =>
      join.onRef('showGuests.showId', '=', 'shows.id').onRef('showGuests.accountId', '=', 'showReminders.accountId'),
    )
    .innerJoin('accounts', 'accounts.id', 'showReminders.accountId')
    .select(['shows.id', 'shows.title', 'shows.startsAt', 'shows.timeZone', 'shows.isRehearsal'])
    .where('showReminders.accountId', '=', accountId)
    .where('shows.state', '=', 'scheduled')
    .where('shows.startsAt', 'is not', null)
    .where((eb) => eb.or([eb('showGuests.accountId', 'is not', null), eb('accounts.role', '!=', 'shopkeeper')]))
    .orderBy('shows.startsAt')
    .limit(MAX_REMINDERS)
    .execute();
  return rows.flatMap(({ id, startsAt, ...show }) =>
    startsAt ? [{ ...show, showId: id, startsAt: startsAt.toISOString() }] : [],
  );
}
