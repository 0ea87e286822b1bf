import type { drops, ShowId } from '@shoal/contract';
import { toDropCounts } from './drop-counts.ts';
import { listDrops } from './drops.store.ts';
import { listAppliedCounts, listMarkCounts } from './receipts.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

/** How far each drop of a show got, as of what is committed. */
export async function readCounts(
  { countForwarded, db }: Pick<ShowsDeps, 'countForwarded' | 'db'>,
  showId: ShowId,
): Promise<drops.DropCounts[]> {
  const dropped = await listDrops(db, showId);
  if (dropped.length === 0) return [];
  const [applied, marks, forwarded] = await Promise.all([
    listAppliedCounts(db, showId),
    listMarkCounts(db, showId),
    countForwarded(db, showId),
  ]);
  return toDropCounts({ drops: dropped, applied, marks, forwarded });
}
