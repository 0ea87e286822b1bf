import type { AccountId, ShowId } from '@shoal/contract';
import type { Insertable, Updateable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ShowRecord, ShowsTable } from './shows.table.ts';

export type { ShowRecord };
export type ShowChanges = Updateable<ShowsTable>;

export const insertShow = (db: Db, show: Insertable<ShowsTable>): Promise<ShowRecord> =>
  db.insertInto('shows').values(show).returningAll().executeTakeFirstOrThrow();

export const findShow = (db: Db, showId: ShowId): Promise<ShowRecord | undefined> =>
  db.selectFrom('shows').selectAll().where('id', '=', showId).executeTakeFirst();

/** Holds the row to the end of the transaction: the commands of one show come one after the other. */
export const lockShow = (tx: Db, showId: ShowId): Promise<ShowRecord | undefined> =>
  tx.selectFrom('shows').selectAll().where('id', '=', showId).forNoKeyUpdate().executeTakeFirst();

export async function updateShowRow(db: Db, showId: ShowId, changes: ShowChanges): Promise<void> {
  await db.updateTable('shows').set(changes).where('id', '=', showId).execute();
}

/** The show, and whether the account is invited to it. */
export async function findShowAsGuest(
  db: Db,
  showId: ShowId,
  accountId: AccountId,
): Promise<(Pick<ShowRecord, 'brandId' | 'hostId' | 'state'> & { isGuest: boolean }) | undefined> {
  const row = await db
    .selectFrom('shows')
    .leftJoin('showGuests', (join) =>
      join.onRef('showGuests.showId', '=', 'shows.id').on('showGuests.accountId', '=', accountId),
    )
    .leftJoin('showBans', (join) =>
      join.onRef('showBans.showId', '=', 'shows.id').on('showBans.accountId', '=', accountId),
    )
    .select(['shows.brandId', 'shows.hostId', 'shows.state'])
    .select(['showGuests.accountId as guestId', 'showBans.accountId as bannedId'])
    .where('shows.id', '=', showId)
    .executeTakeFirst();
  return (
    row && {
      brandId: row.brandId,
      hostId: row.hostId,
      state: row.state,
      isGuest: row.guestId !== null && row.bannedId === null,
    }
  );
}

/** The rehearsal of a show that is not over. */
export const findOpenRehearsal = async (db: Db, showId: ShowId): Promise<ShowId | undefined> =>
  (
    await db
      .selectFrom('shows')
      .select('id')
      .where('rehearsalOf', '=', showId)
      .where('state', 'in', ['scheduled', 'postponed', 'live'])
      .executeTakeFirst()
  )?.id;

/** What the timers look at: every show that is live. */
export const listLiveShows = (
  db: Db,
): Promise<Pick<ShowRecord, 'id' | 'wentLiveAt' | 'maxLengthMinutes' | 'hostGoneSince' | 'isHostAway'>[]> =>
  db
    .selectFrom('shows')
    .select(['id', 'wentLiveAt', 'maxLengthMinutes', 'hostGoneSince', 'isHostAway'])
    .where('state', '=', 'live')
    .execute();

/** Notes that nothing comes from the host, once. */
export async function markHostGone(db: Db, showId: ShowId, at: Date): Promise<void> {
  await db
    .updateTable('shows')
    .set({ hostGoneSince: at })
    .where('id', '=', showId)
    .where('state', '=', 'live')
    .where('hostGoneSince', 'is', null)
    .execute();
}

/** Shows that an account may have media in: not over yet, and hers as host or guest. */
export async function listOpenShowsOf(db: Db, accountId: AccountId): Promise<ShowId[]> {
  const rows = await db
    .selectFrom('shows')
    .select('id')
    .where('state', 'in', ['draft', 'scheduled', 'postponed', 'live'])
    .where((eb) =>
      eb.or([
        eb('hostId', '=', accountId),
        eb('id', 'in', eb.selectFrom('showGuests').select('showId').where('accountId', '=', accountId)),
        eb('id', 'in', eb.selectFrom('studioTabs').select('showId').where('accountId', '=', accountId)),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}
