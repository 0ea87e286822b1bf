import type { MaterialId, ProductId, SegmentId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { SegmentRecord } from './shows.table.ts';

/** A segment with what is prepared for it, in order. */
export type PlannedSegment = Omit<SegmentRecord, 'showId' | 'ordinal'> & { materialIds: MaterialId[] };

/** The run of show. */
export async function listSegments(db: Db, showId: ShowId): Promise<PlannedSegment[]> {
  const segments = await db
    .selectFrom('showSegments')
    .select(['id', 'kind', 'title', 'openingLine', 'plannedMinutes'])
    .where('showId', '=', showId)
    .orderBy('ordinal')
    .execute();
  const prepared = await db
    .selectFrom('showSegmentMaterials')
    .innerJoin('showSegments', 'showSegments.id', 'showSegmentMaterials.segmentId')
    .select(['segmentId', 'materialId'])
    .where('showSegments.showId', '=', showId)
    .orderBy('showSegmentMaterials.ordinal')
    .execute();
  const materialIds = Map.groupBy(prepared, ({ segmentId }) => segmentId);
  return segments.map((segment) => ({
    ...segment,
    materialIds: (materialIds.get(segment.id) ?? []).map(({ materialId }) => materialId),
  }));
}

export const findSegment = (db: Db, showId: ShowId, segmentId: SegmentId): Promise<SegmentRecord | undefined> =>
  db.selectFrom('showSegments').selectAll().where('id', '=', segmentId).where('showId', '=', showId).executeTakeFirst();

/** The show's products, in order. */
export const listProductIds = async (db: Db, showId: ShowId): Promise<ProductId[]> =>
  (
    await db.selectFrom('showProducts').select('productId').where('showId', '=', showId).orderBy('ordinal').execute()
  ).map(({ productId }) => productId);

/** Puts these products in place of those before. */
export async function replaceProducts(tx: Db, showId: ShowId, productIds: readonly ProductId[]): Promise<void> {
  await tx.deleteFrom('showProducts').where('showId', '=', showId).execute();
  const rows = [...new Set(productIds)].map((productId, ordinal) => ({ showId, productId, ordinal }));
  if (rows.length > 0) await tx.insertInto('showProducts').values(rows).execute();
}

/** Puts this run of show in place of the one before; a segment that stays keeps its id. */
export async function replaceSegments(tx: Db, showId: ShowId, segments: readonly PlannedSegment[]): Promise<void> {
  await tx.deleteFrom('showSegments').where('showId', '=', showId).execute();
  const rows = segments.map(({ materialIds: _, ...segment }, ordinal) => ({ ...segment, showId, ordinal }));
  if (rows.length > 0) await tx.insertInto('showSegments').values(rows).execute();
  const prepared = segments.flatMap(({ id, materialIds }) =>
    [...new Set(materialIds)].map((materialId, ordinal) => ({ segmentId: id, materialId, ordinal })),
  );
  if (prepared.length > 0) await tx.insertInto('showSegmentMaterials').values(prepared).execute();
}
