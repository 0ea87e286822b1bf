import type { catalog, MaterialId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { toPicture } from '../platform/picture-path.ts';

/** What stands behind the links of a recalled material instead of it. */
export type Correction = {
  text: string;
  at: Date;
  /** What to look at instead; null without one, or when that is recalled or archived too. */
  replacement: { materialId: MaterialId; title: string; text: string; picture: catalog.Picture | null } | null;
};

/** Undefined of a material whose recall does not stand. */
export async function findCorrection(db: Db, materialId: MaterialId): Promise<Correction | undefined> {
  const row = await db
    .selectFrom('standingRecalls as standing')
    .innerJoin('recallActs as act', 'act.id', 'standing.recallId')
    .leftJoin('materials as other', (join) =>
      join
        .onRef('other.id', '=', 'act.replacementId')
        .on('other.archivedAt', 'is', null)
        .on(sql<boolean>`not exists (select from standing_recalls s where s.material_id = other.id)`),
    )
    .leftJoin('pictures', 'pictures.id', 'other.pictureId')
    .select(['act.correction', 'act.at', 'other.id as otherId', 'other.title', 'other.text'])
    .select(['pictures.id as pictureId', 'pictures.format', 'pictures.width', 'pictures.height'])
    .where('standing.materialId', '=', materialId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { at, correction, format, height, otherId, pictureId, text, title, width } = row;
  const picture = pictureId && format && width && height ? toPicture({ id: pictureId, format, width, height }) : null;
  return {
    at,
    text: correction,
    replacement: otherId === null ? null : { materialId: otherId, title: title ?? '', text: text ?? '', picture },
  };
}
