import type { PictureId, ShowId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';
import { toInstant } from './show-page.ts';

/** What an invitation tells about its show. */
export type ShowCard = { showId: ShowId; title: string; startsAt: string | null; coverPictureId: PictureId | null };

/** These shows in a line each; unknown ones are left out. */
export async function findShowCards(db: Db, showIds: readonly ShowId[]): Promise<ShowCard[]> {
  if (showIds.length === 0) return [];
  const rows = await db
    .selectFrom('shows')
    .select(['id', 'title', 'startsAt', 'coverPictureId'])
    .where('id', 'in', [...new Set(showIds)])
    .execute();
  return rows.map(({ id, startsAt, ...card }) => ({ ...card, showId: id, startsAt: toInstant(startsAt) }));
}
