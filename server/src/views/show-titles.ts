import type { ShowId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

/** The titles of these shows; one that is gone is left out. */
export async function listShowTitles(db: Db, showIds: readonly ShowId[]): Promise<Map<ShowId, string>> {
  if (showIds.length === 0) return new Map();
  const rows = await db.selectFrom('shows').select(['id', 'title']).where('id', 'in', showIds).execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}
