import type { ShowId } from '@shoal/contract';
import { type Selectable, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { CountedRun } from './choose-counted-runs.ts';
import { forgetFiles } from './recording-files.store.ts';
import type { RecordingState, RecordingsTable } from './recordings.table.ts';

export type { RecordingState };
export type Recording = Selectable<RecordingsTable>;

/**
 * Takes the next fence for a show's recorder, in one statement, so that two never have the same one.
 * @returns undefined when the show's recording was removed.
 */
export async function takeNextFence(db: Db, showId: ShowId, now: Date): Promise<number | undefined> {
  const row = await db
    .insertInto('recordings')
    .values({ showId, fence: 1, state: 'recording', startedAt: now })
    .onConflict((conflict) =>
      conflict
        .column('showId')
        .doUpdateSet((eb) => ({ fence: eb('recordings.fence', '+', 1), state: 'recording', finalisedAt: null }))
        .where('recordings.state', '!=', 'removed'),
    )
    .returning('fence')
    .executeTakeFirst();
  return row?.fence;
}

export async function findRecording(db: Db, showId: ShowId): Promise<Recording | undefined> {
  return db.selectFrom('recordings').selectAll().where('showId', '=', showId).executeTakeFirst();
}

/** Which of these shows have a replay that plays. */
export async function listReadyShows(db: Db, showIds: readonly ShowId[]): Promise<Set<ShowId>> {
  if (showIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('recordings')
    .select('showId')
    .where('showId', 'in', showIds)
    .where('state', '=', 'ready')
    .execute();
  return new Set(rows.map(({ showId }) => showId));
}

/** Recordings in a state, oldest first, at most 500. */
export async function listShowsInState(db: Db, state: RecordingState): Promise<ShowId[]> {
  const rows = await db
    .selectFrom('recordings')
    .select('showId')
    .where('state', '=', state)
    .orderBy('startedAt')
    .limit(500)
    .execute();
  return rows.map(({ showId }) => showId);
}

/**
 * Puts down what the store holds of a recording, replacing what was put down before.
 * @returns the state now; undefined when there is no recording. One that was removed stays removed.
 */
export async function finaliseRecord(
  db: Db,
  showId: ShowId,
  { now, runs }: { now: Date; runs: readonly CountedRun[] },
): Promise<RecordingState | undefined> {
  return db.transaction().execute(async (tx) => {
    const last = runs.at(-1);
    const durationMs = last ? Math.round(last.programmeStartMs + last.lengthMs) : 0;
    const finalised = await tx
      .updateTable('recordings')
      .set({ state: last ? 'ready' : 'none', durationMs, finalisedAt: now })
      .where('showId', '=', showId)
      .where('state', '!=', 'removed')
      .returning('state')
      .executeTakeFirst();
    if (!finalised) return (await findRecording(tx, showId))?.state;
    await tx.deleteFrom('recordingRuns').where('showId', '=', showId).execute();
    await forgetFiles(tx, [showId]);
    if (last) await tx.insertInto('recordingRuns').values(runs.map(toRow)).execute();
    return finalised.state;
  });
}

function toRow({ lengthMs, programmeStartMs, run, segments }: CountedRun) {
  const { bootId, closeReason, fence, height, nodeId, ordinal, runId, showId, videoCodec, audioCodec, width } = run;
  const lengths = { programmeStartMs: Math.round(programmeStartMs), lengthMs: Math.round(lengthMs) };
  const named = { runId, showId, fence, ordinal, nodeId, bootId, wallStartAt: new Date(run.wallStartAt) };
  return { ...named, ...lengths, segments: segments.length, width, height, videoCodec, audioCodec, closeReason };
}

/** A recording that may no longer be watched; its files are purged after. Repeating it changes nothing. */
export async function markRemoved(db: Db, showId: ShowId, now: Date): Promise<void> {
  await db
    .insertInto('recordings')
    .values({ showId, fence: 1, state: 'removed', startedAt: now, removedAt: now })
    .onConflict((conflict) =>
      conflict
        .column('showId')
        .doUpdateSet({ state: 'removed', removedAt: now, durationMs: 0 })
        .where('recordings.state', '!=', 'removed'),
    )
    .execute();
}

/** Marks what is older than `before` as removed, at most 500 at once. @returns how many. */
export async function markExpired(db: Db, before: Date, now: Date): Promise<number> {
  const expired = db
    .selectFrom('recordings')
    .select('showId')
    .where('state', 'in', ['ready', 'none'])
    .where('finalisedAt', '<', before)
    .limit(500);
  const marked = await db
    .updateTable('recordings')
    .set({ state: 'removed', removedAt: now, durationMs: 0 })
    .where('showId', 'in', expired)
    .executeTakeFirst();
  return Number(marked.numUpdatedRows);
}

/** Removed recordings whose files may still be in the store. */
export async function listUnpurged(db: Db): Promise<ShowId[]> {
  const rows = await db
    .selectFrom('recordings')
    .select('showId')
    .where('state', '=', 'removed')
    .where('purgedAt', 'is', null)
    .limit(500)
    .execute();
  return rows.map(({ showId }) => showId);
}

export async function markPurged(db: Db, showId: ShowId, now: Date): Promise<void> {
  await db
    .updateTable('recordings')
    .set({ purgedAt: now })
    .where('showId', '=', showId)
    .where('state', '=', 'removed')
    .where(sql<boolean>`purged_at is null`)
    .execute();
}
