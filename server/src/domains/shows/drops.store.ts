import type { catalog, MaterialId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

export type DropRecord = { seq: number; materialId: MaterialId; recallSeq: number | null };

export async function insertDrop(tx: Db, drop: { showId: ShowId; seq: number; materialId: MaterialId }): Promise<void> {
  await tx.insertInto('drops').values(drop).execute();
}

export const findDrop = (db: Db, showId: ShowId, seq: number): Promise<DropRecord | undefined> =>
  db
    .selectFrom('drops')
    .select(['seq', 'materialId', 'recallSeq'])
    .where('showId', '=', showId)
    .where('seq', '=', seq)
    .executeTakeFirst();

export async function markRecalled(tx: Db, showId: ShowId, { recallSeq, seq }: { recallSeq: number; seq: number }) {
  await tx.updateTable('drops').set({ recallSeq }).where('showId', '=', showId).where('seq', '=', seq).execute();
}

/** A show's drops, in order. */
export const listDrops = (db: Db, showId: ShowId): Promise<DropRecord[]> =>
  db
    .selectFrom('drops')
    .select(['seq', 'materialId', 'recallSeq'])
    .where('showId', '=', showId)
    .orderBy('seq')
    .execute();

/** The drops of one material with what they carried, newest first. */
export async function listDropsOf(
  db: Db,
  showId: ShowId,
  materialId: MaterialId,
): Promise<(DropRecord & { material: catalog.Material })[]> {
  const rows = await db
    .selectFrom('drops')
    .innerJoin('showLogEntries', (join) =>
      join.onRef('showLogEntries.showId', '=', 'drops.showId').onRef('showLogEntries.seq', '=', 'drops.seq'),
    )
    .select(['drops.seq', 'drops.materialId', 'drops.recallSeq', 'showLogEntries.body'])
    .where('drops.showId', '=', showId)
    .where('drops.materialId', '=', materialId)
    .orderBy('drops.seq', 'desc')
    .execute();
  return rows.map(({ body, ...drop }) => ({ ...drop, material: (body as { material: catalog.Material }).material })); // A drop's entry.
}
