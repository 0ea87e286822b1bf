import type { BrandId, catalog, ShareCode } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** The address that a link's standing material names, as it was dropped; undefined when there is none. */
export async function findWayOut(db: Db, code: ShareCode): Promise<{ brandId: BrandId; url: string } | undefined> {
  const row = await db
    .selectFrom('shares')
    .innerJoin('shows', 'shows.id', 'shares.showId')
    .innerJoin('drops', (join) =>
      join.onRef('drops.showId', '=', 'shares.showId').onRef('drops.materialId', '=', 'shares.materialId'),
    )
    .innerJoin('showLogEntries as e', (join) =>
      join.onRef('e.showId', '=', 'drops.showId').onRef('e.seq', '=', 'drops.seq'),
    )
    .select(['shows.brandId', sql<catalog.Material['url']>`e.body -> 'material' ->> 'url'`.as('url')])
    .where('shares.code', '=', code)
    .where('shares.isRehearsal', '=', false)
    .where('shows.state', '<>', 'cancelled')
    .where('drops.recallSeq', 'is', null)
    .orderBy('drops.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.url ? { brandId: row.brandId, url: row.url } : undefined;
}
