import type { ShowId } from '@shoal/contract';
import type { Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { NodePlace, Stage } from './stage.ts';
import type { StagesTable } from './stages.table.ts';

/** Puts a stage on a node, which no other placement of the show has counted before. @returns the stage, empty. */
export async function placeStage(
  db: Db,
  showId: ShowId,
  { now, place }: { now: Date; place: NodePlace },
): Promise<Stage> {
  const values = { ...place, hasVideo: false, hasAudio: false, changedAt: now };
  const row = await db
    .insertInto('stages')
    .values({ showId, placements: 1, generation: 0, ...values })
    .onConflict((conflict) =>
      conflict.column('showId').doUpdateSet((eb) => ({ ...values, placements: eb('stages.placements', '+', 1) })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return toStage(row);
}

/** Keeps what clients see now, unless the stage was placed anew meanwhile. */
export async function saveStage(db: Db, stage: Stage, now: Date): Promise<void> {
  const { generation, hasAudio, hasVideo, isFromEncoder, place, placements, showId } = stage;
  await db
    .updateTable('stages')
    .set({
      nodeId: place?.nodeId ?? null,
      bootId: place?.bootId ?? null,
      generation,
      hasAudio,
      hasVideo,
      isFromEncoder,
      changedAt: now,
    })
    .where('showId', '=', showId)
    .where('placements', '=', placements)
    .execute();
}

/** Stages that were on a node when the server stopped, and those that changed lately. */
export async function listKnownStages(db: Db, changedAfter: Date): Promise<Stage[]> {
  const rows = await db
    .selectFrom('stages')
    .selectAll()
    .where((eb) => eb.or([eb('nodeId', 'is not', null), eb('changedAt', '>', changedAfter)]))
    .execute();
  return rows.map(toStage);
}

function toStage({ bootId, nodeId, showId, ...row }: Selectable<StagesTable>): Stage {
  const { generation, hasAudio, hasVideo, isFromEncoder, placements } = row;
  const place = nodeId && bootId ? { nodeId, bootId } : undefined;
  return { showId, place, placements, generation, hasAudio, hasVideo, isFromEncoder };
}
