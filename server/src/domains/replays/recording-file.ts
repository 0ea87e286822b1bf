import { AppError, type replays, ShowId } from '@shoal/contract';
import { z } from 'zod';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { type Jobs, job } from '../../platform/jobs.ts';
import { askForFile, findRecordingFile, listFilesInMaking } from './recording-files.store.ts';
import { findRecording } from './recordings.store.ts';

const HOURS_3_S = 3 * 3_600;

/** Makes a recording into one MP4; one after another on each server. */
export const makeFile = job({
  name: 'replays.make_file',
  data: z.object({ showId: ShowId }),
  expireSeconds: HOURS_3_S,
});

export type RecordingFileDeps = {
  db: Db;
  now: () => Date;
  jobs: Pick<Jobs, 'send'>;
  /** The show, for its crew. @throws AppError `shows.not_found` */
  getCommandedShow: (caller: Member, showId: ShowId) => Promise<unknown>;
};

/** @throws AppError `shows.not_found` | `replays.not_ready` */
export async function getRecordingFile(
  deps: RecordingFileDeps,
  caller: Member,
  showId: ShowId,
): Promise<replays.RecordingFile> {
  await deps.getCommandedShow(caller, showId);
  await requireReady(deps.db, showId);
  return readFile(deps.db, showId);
}

/**
 * Has the file made, unless it is there or being made. Answered at once; ask again how it goes.
 * @throws AppError `shows.not_found` | `replays.not_ready`
 */
export async function requestRecordingFile(
  deps: RecordingFileDeps,
  caller: Member,
  showId: ShowId,
): Promise<replays.RecordingFile> {
  await deps.getCommandedShow(caller, showId);
  await requireReady(deps.db, showId);
  await deps.db.transaction().execute(async (tx) => {
    if (await askForFile(tx, showId, deps.now()))
      await deps.jobs.send(tx, makeFile, { showId }, { onlyOneFor: showId });
  });
  return readFile(deps.db, showId);
}

/** Begins anew what a server that died was making: its job would be believed alive for hours. */
export async function resumeFiles({ db, jobs }: Pick<RecordingFileDeps, 'db' | 'jobs'>): Promise<void> {
  for (const showId of await listFilesInMaking(db)) await jobs.send(db, makeFile, { showId }, { onlyOneFor: showId });
}

async function requireReady(db: Db, showId: ShowId): Promise<void> {
  if ((await findRecording(db, showId))?.state === 'ready') return;
  throw new AppError('replays.not_ready', `show ${showId} has no replay`);
}

async function readFile(db: Db, showId: ShowId): Promise<replays.RecordingFile> {
  const row = await findRecordingFile(db, showId);
  if (!row) return { state: 'none', failure: null, sizeBytes: null, path: null };
  const { failure, sizeBytes, state } = row;
  const path = state === 'ready' ? toFilePath(showId) : null;
  return { state, failure, sizeBytes: sizeBytes === null ? null : Number(sizeBytes), path };
}

const toFilePath = (showId: ShowId) => `/recordings/${showId}/recording.mp4`;
