import { mkdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { runFfmpeg } from '../../platform/run-ffmpeg.ts';
import type { CountedRun } from './choose-counted-runs.ts';
import { getReadyRuns } from './get-replay.ts';
import { copyArgs, encodeArgs } from './mp4-args.ts';
import { openMp4Source } from './mp4-source.ts';
import { findRecordingFile, settleFile } from './recording-files.store.ts';
import type { RecordingIndex } from './recording-index.ts';
import type { RecordingStore } from './recording-store.ts';

export type MakeFileDeps = {
  db: Db;
  log: Log;
  index: RecordingIndex;
  recordings: RecordingStore;
  /** Where it is put together. */
  storeDir: string;
  ffmpegPath: string;
  measureFreeBytes?: (dir: string) => Promise<number>;
};

const GIBIBYTE = 1024 ** 3;
/** What the recorder wants to keep free as well. */
const KEPT_FREE_BYTES = 2 * GIBIBYTE;
/** The end is written anew with the index before it: both are there for a while. */
const ROOM_FACTOR = 2.2;
const LIMIT_MS = 2.5 * 3_600_000;
const LOWEST_PRIORITY = 19;

/**
 * Puts a recording into one MP4: as it is where its runs have the same init segment, else encoded anew. It gives way to
 * all else on the machine. Repeating it makes the same file; what is not asked for any more is not made. It never
 * throws: what failed is told to those who asked, who may ask again.
 */
export async function makeRecordingFile(deps: MakeFileDeps, showId: ShowId): Promise<void> {
  if ((await findRecordingFile(deps.db, showId))?.state !== 'making') return;
  try {
    const outcome = await make(deps, showId);
    await settleFile(deps.db, showId, outcome);
  } catch (err) {
    deps.log.error({ err, showId }, 'recording could not be made into one file');
    await settleFile(deps.db, showId, { failure: 'unreadable' });
  }
}

type Outcome = { sizeBytes: number } | { failure: 'no_room' | 'unreadable' };

async function make(deps: MakeFileDeps, showId: ShowId): Promise<Outcome> {
  const runs = await getReadyRuns(deps, showId);
  const desk = join(deps.storeDir, 'making');
  await mkdir(desk, { recursive: true });
  const path = join(desk, `${showId}.${process.pid}.mp4`);
  try {
    const failure = (await hasRoom(deps, desk, runs)) ? await encodeInto(deps, { showId, runs, path }) : 'no_room';
    if (failure) return { failure };
    const { size } = await stat(path);
    await deps.recordings.putWhole(showId, path);
    deps.log.info({ showId, sizeBytes: size, runs: runs.length }, 'recording made into one file');
    return { sizeBytes: size };
  } finally {
    await rm(path, { force: true });
  }
}

async function hasRoom(deps: MakeFileDeps, desk: string, runs: readonly CountedRun[]): Promise<boolean> {
  const neededBytes = runs.flatMap(({ segments }) => segments).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const freeBytes = await (deps.measureFreeBytes ?? measureFreeBytes)(desk);
  const isEnough = freeBytes >= neededBytes * ROOM_FACTOR + KEPT_FREE_BYTES;
  if (!isEnough) deps.log.error({ freeBytes, neededBytes }, 'no room to make a recording into one file');
  return isEnough;
}

async function measureFreeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

type Making = { showId: ShowId; runs: readonly CountedRun[]; path: string };

async function encodeInto(deps: MakeFileDeps, { path, runs, showId }: Making): Promise<'unreadable' | undefined> {
  const source = await openMp4Source(deps.recordings, showId, runs);
  try {
    const inputs = runs.map(({ lengthMs, run }, at) => ({ url: source.urlOf(at), lengthMs, run }));
    const isUniform = await haveOneInit(deps.recordings, showId, runs);
    const args = isUniform ? copyArgs(source.wholeUrl, path) : encodeArgs(inputs, path);
    const bounds = { limitMs: LIMIT_MS, niceness: LOWEST_PRIORITY };
    const { code, words } = await runFfmpeg(deps.ffmpegPath, args, bounds);
    if (code === 0) return undefined;
    deps.log.error({ showId, code, words: words.slice(-500) }, 'recording could not be made into one file');
    return 'unreadable';
  } finally {
    source.close();
  }
}

/** An MP4 has one description of its pictures; runs with another one would be shown broken. */
async function haveOneInit(recordings: RecordingStore, showId: ShowId, runs: readonly CountedRun[]): Promise<boolean> {
  const [first, ...others] = await Promise.all(
    runs.map(({ run: { runId } }) => recordings.find({ showId, runId, file: 'init.mp4' })),
  );
  return others.every((init) => init !== undefined && first?.equals(init));
}
