import type { AccountId, BrandId, ShowId, shows } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

export type SeatKey = { readonly showId: ShowId; readonly accountId: AccountId };
/** What decides how somebody enters a show. */
export type ShowSeat = {
  brandId: BrandId;
  hostId: AccountId;
  state: shows.ShowState;
  isGuest: boolean;
  isMuted: boolean;
  isModerator: boolean;
};

export const toSeatName = ({ accountId, showId }: SeatKey): string => `${showId} ${accountId}`;

/** The seats of all who enter at this moment, in one query, by `toSeatName`; of an unknown show there is none. */
export async function listSeats(db: Db, asked: readonly SeatKey[]): Promise<ReadonlyMap<string, ShowSeat>> {
  const showIds = asked.map(({ showId }) => showId);
  const accountIds = asked.map(({ accountId }) => accountId);
  const { rows } = await sql<SeatKey & ShowSeat>`
    select s.id as show_id, t.account_id, s.brand_id, s.host_id, s.state,
      exists (select from show_guests g where g.show_id = s.id and g.account_id = t.account_id)
        and not exists (select from show_bans b where b.show_id = s.id and b.account_id = t.account_id) as is_guest,
      exists (select from show_moderators o where o.show_id = s.id and o.account_id = t.account_id) as is_moderator,
      exists (select from chat_mutes m where m.show_id = s.id and m.account_id = t.account_id) as is_muted
    from unnest(${showIds}::uuid[], ${accountIds}::uuid[]) as t (show_id, account_id)
    join shows s on s.id = t.show_id`.execute(db);
  return new Map(rows.map(({ accountId, showId, ...seat }) => [toSeatName({ accountId, showId }), seat]));
}
