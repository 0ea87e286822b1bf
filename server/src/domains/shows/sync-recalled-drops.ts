import type { MaterialId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { type ChangeShowDeps, changeShow } from './change-show.ts';
import { listShowsWithDrops, listSyncableDrops, markFallen, markRestored } from './drops.store.ts';
import type { Append } from './open-append.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type SyncRecalledDropsDeps = ChangeShowDeps &
  Pick<ShowsDeps, 'onRecall'> & {
    isRecalled: (db: Db, materialId: MaterialId) => Promise<boolean>;
  };

/**
 * Brings every show in which a material was dropped to where its recall stands: its drops fall with it, and stand again
 * when it is restored. Safe to repeat and to run twice at once: each show is brought there under its lock, so whoever comes
 * last leaves it right.
 */
export async function syncRecalledDrops(deps: SyncRecalledDropsDeps, materialId: MaterialId): Promise<void> {
  for (const showId of await listShowsWithDrops(deps.db, materialId)) {
    await changeShow(deps, showId, async (tx, _show, append) => {
      const isRecalled = await deps.isRecalled(tx, materialId);
      const drops = await listSyncableDrops(tx, showId, materialId);
      if (isRecalled) return fell(deps, tx, { showId, seqs: drops.standing, append });
      return restore(tx, { showId, seqs: drops.fallen, append });
    });
  }
}

type Moving = { showId: ShowId; seqs: readonly number[]; append: Append };

/** A show drops a material a few times at most. */
async function fell(
  { onRecall }: Pick<SyncRecalledDropsDeps, 'onRecall'>,
  tx: Db,
  { append, seqs, showId }: Moving,
): Promise<void> {
  for (const dropSeq of seqs) {
    const { seq } = await append('drop.recalled', { dropSeq });
    await markFallen(tx, showId, { seq: dropSeq, recallSeq: seq });
    await onRecall(tx, { showId, dropSeq }, append);
  }
}

async function restore(tx: Db, { append, seqs, showId }: Moving): Promise<void> {
  for (const dropSeq of seqs) await append('drop.restored', { dropSeq });
  if (seqs.length > 0) await markRestored(tx, showId, seqs);
}
