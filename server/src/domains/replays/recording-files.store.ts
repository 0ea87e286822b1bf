import type { ShowId } from '@shoal/contract';
import type { Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { RecordingFilesTable } from './recordings.table.ts';

export type RecordingFileRow = Selectable<RecordingFilesTable>;

export async function findRecordingFile(db: Db, showId: ShowId): Promise<RecordingFileRow | undefined> {
  return db.selectFrom('recordingFiles').selectAll().where('showId', '=', showId).executeTakeFirst();
}

/** @returns whether it has to be made: it was neither there nor being made. */
export async function askForFile(tx: Db, showId: ShowId, now: Date): Promise<boolean> {
  const asked = await tx
    .insertInto('recordingFiles')
    .values({ showId, state: 'making', askedAt: now })
    .onConflict((conflict) =>
      conflict
        .column('showId')
        .doUpdateSet({ state: 'making', failure: null, askedAt: now })
        .where('recordingFiles.state', '=', 'failed'),
    )
    .returning('showId')
    .executeTakeFirst();
  return asked !== undefined;
}

/** What is being made, or was when its server died; oldest first, at most 500. */
export async function listFilesInMaking(db: Db): Promise<ShowId[]> {
  const rows = await db
    .selectFrom('recordingFiles')
    .select('showId')
    .where('state', '=', 'making')
    .orderBy('askedAt')
    .limit(500)
    .execute();
  return rows.map(({ showId }) => showId);
}

/** Says how the making ended, unless the recording changed or went away meanwhile. @returns whether it was said. */
export async function settleFile(
  db: Db,
  showId: ShowId,
  outcome: { sizeBytes: number } | { failure: 'no_room' | 'unreadable' },
): Promise<boolean> {
  const isReady = 'sizeBytes' in outcome;
  const settled = await db
    .updateTable('recordingFiles')
    .set({ state: isReady ? 'ready' : 'failed', failure: null, sizeBytes: null, ...outcome })
    .where('showId', '=', showId)
    .where('state', '=', 'making')
    .executeTakeFirst();
  return settled.numUpdatedRows === 1n;
}

/** The recording is another one now, or none: what was made of it does not count any more. */
export async function forgetFiles(db: Db, showIds: readonly ShowId[]): Promise<void> {
  if (showIds.length > 0) await db.deleteFrom('recordingFiles').where('showId', 'in', showIds).execute();
}
