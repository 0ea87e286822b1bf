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

/** Shows with a drop of a material that a recall or its end may concern. */
export async function listShowsWithDrops(db: Db, materialId: MaterialId): Promise<ShowId[]> {
  const rows = await db
    .selectFrom('drops')
    .select('showId')
    .distinct()
    .where('materialId', '=', materialId)
    .where((eb) => eb.or([eb('recallSeq', 'is', null), eb('fellWithMaterial', '=', true)]))
    .execute();
  return rows.map(({ showId }) => showId);
}

/** A show's drops of a material that stand, and those that fell with it; what the host took back is neither. */
export async function listSyncableDrops(db: Db, showId: ShowId, materialId: MaterialId) {
  const rows = await db
    .selectFrom('drops')
    .select(['seq', 'recallSeq', 'fellWithMaterial'])
    .where('showId', '=', showId)
    .where('materialId', '=', materialId)
    .orderBy('seq')
    .execute();
  return {
    standing: rows.filter(({ recallSeq }) => recallSeq === null).map(({ seq }) => seq),
    fallen: rows.filter(({ fellWithMaterial }) => fellWithMaterial).map(({ seq }) => seq),
  };
}

export async function markFallen(tx: Db, showId: ShowId, { recallSeq, seq }: { recallSeq: number; seq: number }) {
  await tx
    .updateTable('drops')
    .set({ recallSeq, fellWithMaterial: true })
    .where('showId', '=', showId)
    .where('seq', '=', seq)
    .execute();
}

export async function markRestored(tx: Db, showId: ShowId, seqs: readonly number[]) {
  await tx
    .updateTable('drops')
    .set({ recallSeq: null, fellWithMaterial: false })
    .where('showId', '=', showId)
    .where('seq', 'in', [...seqs])
    .execute();
}
