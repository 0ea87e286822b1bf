import type { AccountId, Role, shows } from '@shoal/contract';
import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../platform/database.ts';
import { listPersons } from './persons.ts';
import { findPictures, type ShowPageDeps, toInstant } from './show-page.ts';

export type Viewer = { accountId: AccountId; role: Role };

const MAX_SHOWS = 500;

type Row = Pick<
  Selectable<Database['shows']>,
  | 'coverPictureId'
  | 'endedAt'
  | 'hostId'
  | 'id'
  | 'isRehearsal'
  | 'startsAt'
  | 'state'
  | 'timeZone'
  | 'title'
  | 'wentLiveAt'
> & { brandName: string; guestCount: number; isReminded: boolean };

/** The shows a person may know of: live first, then coming, soonest first, then past, latest first. */
export async function listShows(
  deps: Pick<ShowPageDeps, 'db' | 'findReplayed'>,
  viewer: Viewer,
): Promise<shows.ShowRow[]> {
  const rows = await selectRows(deps.db, viewer);
  const [people, pictures, replayed] = await Promise.all([
    listPersons(
      deps.db,
      rows.map(({ hostId }) => hostId),
    ),
    findPictures(
      deps.db,
      rows.map(({ coverPictureId }) => coverPictureId),
    ),
    deps.findReplayed(
      deps.db,
      rows.map(({ id }) => id),
    ),
  ]);
  return rows.flatMap((row) => {
    const host = people.get(row.hostId);
    if (!host) return [];
    const { accountName: _, ...person } = host;
    const cover = (row.coverPictureId && pictures.get(row.coverPictureId)) ?? null;
    return toShowRow(row, { cover, host: person, hasReplay: replayed.has(row.id) });
  });
}

const toShowRow = (row: Row, parts: Pick<shows.ShowRow, 'cover' | 'hasReplay' | 'host'>): shows.ShowRow => ({
  ...parts,
  showId: row.id,
  title: row.title,
  state: row.state,
  startsAt: toInstant(row.startsAt),
  timeZone: row.timeZone,
  brandName: row.brandName,
  wentLiveAt: toInstant(row.wentLiveAt),
  endedAt: toInstant(row.endedAt),
  guestCount: row.guestCount,
  isRehearsal: row.isRehearsal,
  isReminded: row.isReminded,
});

function selectRows(db: Db, viewer: Viewer): Promise<Row[]> {
  return (
    db
      .selectFrom('shows')
      .innerJoin('brands', 'brands.id', 'shows.brandId')
      .select([
        'shows.id',
        'shows.title',
        'shows.state',
        'shows.startsAt',
        'shows.timeZone',
        'shows.coverPictureId',
        'shows.hostId',
        'shows.wentLiveAt',
        'shows.endedAt',
        'shows.isRehearsal',
        'brands.name as brandName',
      ])
      .select((eb) =>
        eb
          .selectFrom('showGuests')
          .select((inner) => inner.fn.countAll<number>().as('count'))
          .whereRef('showGuests.showId', '=', 'shows.id')
          .as('guestCount'),
      )
      .select(
        sql<boolean>`exists (select 1 from show_reminders r where r.show_id = shows.id and r.account_id = ${viewer.accountId})`.as(
          'isReminded',
        ),
      )
      .where('shows.state', '!=', 'archived')
      // A rehearsal leaves the lists as it ends.
      .where((eb) => eb.or([eb('isRehearsal', '=', false), eb('shows.state', 'not in', ['ended', 'cancelled'])]))
      .where(mayKnow(viewer))
      .orderBy(
        sql`case shows.state when 'live' then 0 when 'scheduled' then 1 when 'postponed' then 2 when 'draft' then 3 else 4 end`,
      )
      .orderBy(sql`case when shows.state in ('scheduled', 'draft') then shows.starts_at end asc nulls last`)
      .orderBy(sql`coalesce(shows.ended_at, shows.created_at) desc`)
      .limit(MAX_SHOWS)
      .$narrowType<{ guestCount: number }>() // A count is never null.
      .execute()
  );
}

/** The operator knows all; a host her own and her brands'; a shopkeeper those she is invited to, once they have a date. */
function mayKnow({ accountId, role }: Viewer) {
  if (role === 'operator') return sql<boolean>`true`;
  if (role === 'host') {
    return sql<boolean>`(shows.host_id = ${accountId}
      or shows.brand_id in (select brand_id from account_brands where account_id = ${accountId}))`;
  }
  return sql<boolean>`(shows.state <> 'draft'
    and shows.id in (select show_id from show_guests where account_id = ${accountId}))`;
}
