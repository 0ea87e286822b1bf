import type { AccountId, ShowId, shows } from '@shoal/contract';
import { getShowHead, listSegmentRows, type ShowPageDeps } from './show-page.ts';

export type RoomPageDeps = ShowPageDeps & { toCalendarPath: (showId: ShowId, accountId: AccountId) => string };

/** A show as an invited shopkeeper sees it: nothing that is still to be dropped. @throws AppError `shows.not_found` */
export async function getRoomPage(deps: RoomPageDeps, accountId: AccountId, showId: ShowId): Promise<shows.RoomPage> {
  const { row, ...head } = await getShowHead(deps, showId);
  const reminder = await deps.db
    .selectFrom('showReminders')
    .select('askedAt')
    .where('showId', '=', showId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  const segments = await listSegmentRows(deps.db, showId);
  return {
    ...head,
    segments: segments.map(({ id, kind, plannedMinutes, title }) => ({ segmentId: id, kind, title, plannedMinutes })),
    isReminded: reminder !== undefined,
    calendarPath: row.startsAt || row.toldStartsAt ? deps.toCalendarPath(showId, accountId) : null,
    serverNow: deps.now().toISOString(),
  };
}
