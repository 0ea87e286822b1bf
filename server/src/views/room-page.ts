import type { ShowId, shows } from '@shoal/contract';
import { getShowHead, listSegmentRows, type ShowPageDeps } from './show-page.ts';

/** A show as an invited shopkeeper sees it: nothing that is still to be dropped. @throws AppError `shows.not_found` */
export async function getRoomPage(deps: ShowPageDeps, showId: ShowId): Promise<shows.RoomPage> {
  const { row: _, ...head } = await getShowHead(deps, showId);
  const segments = await listSegmentRows(deps.db, showId);
  return {
    ...head,
    segments: segments.map(({ id, kind, plannedMinutes, title }) => ({ segmentId: id, kind, title, plannedMinutes })),
    serverNow: deps.now().toISOString(),
  };
}
