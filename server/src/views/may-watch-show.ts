import type { AccountId, ShareCode, ShowId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

/** Who holds a playlist: an account, or whoever has a link. */
export type PlaylistHolder =
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'share'; readonly code: ShareCode };

/** Whether the holder of a playlist may watch its show now: its crew, its guests, and who has a link into it. */
export async function mayWatchShow(db: Db, holder: PlaylistHolder, showId: ShowId): Promise<boolean> {
  const shown = db.selectFrom('shows').select('shows.id').where('shows.id', '=', showId).where('state', '!=', 'draft');
  const row = await (holder.kind === 'share'
    ? shown.where((eb) =>
        eb.exists(
          eb
            .selectFrom('shares')
            .select('shares.id')
            .where('shares.code', '=', holder.code)
            .where('showId', '=', showId),
        ),
      )
    : shown.where((eb) => eb.exists(selectEntitled(db, holder.accountId, showId)))
  ).executeTakeFirst();
  return row !== undefined;
}

/** The account, when it commands the show or is invited to it. */
function selectEntitled(db: Db, accountId: AccountId, showId: ShowId) {
  return db
    .selectFrom('accounts')
    .select('accounts.id')
    .where('accounts.id', '=', accountId)
    .where('accounts.removedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('accounts.role', '=', 'operator'),
        eb.and([
          eb('accounts.role', '=', 'host'),
          eb.exists(
            eb
              .selectFrom('shows')
              .leftJoin('accountBrands', (join) =>
                join.onRef('accountBrands.brandId', '=', 'shows.brandId').on('accountBrands.accountId', '=', accountId),
              )
              .select('shows.id')
              .where('shows.id', '=', showId)
              .where((show) =>
                show.or([show('shows.hostId', '=', accountId), show('accountBrands.accountId', 'is not', null)]),
              ),
          ),
        ]),
        eb.exists(
          eb
            .selectFrom('showGuests')
            .select('showGuests.accountId')
            .where('showGuests.showId', '=', showId)
            .where('showGuests.accountId', '=', accountId),
        ),
      ]),
    );
}
