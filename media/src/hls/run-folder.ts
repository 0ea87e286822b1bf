import { mkdir, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaNode, type RunId, type ShowId } from '@shoal/contract';
import { appendLineDurably, writeDurably } from '../platform/durable-file.ts';

const RECORDINGS = 'recordings';
const RUN_FILE = 'run.json';
export const INDEX_FILE = 'segments.jsonl';
export const INIT_FILE = 'init.mp4';

export type Run = mediaNode.RecordingRun;
type RecordedSegment = mediaNode.RecordedSegment;

export const segmentFile = (index: number): string => `${String(index).padStart(6, '0')}.m4s`;

export const runFolder = (storeDir: string, showId: ShowId, runId: RunId): string =>
  join(storeDir, RECORDINGS, showId, runId);

/** Begins a run on disk: the init segment first, so that a run that is listed can be played. */
export async function openRunFolder(storeDir: string, run: Run, init: Buffer): Promise<void> {
  const folder = runFolder(storeDir, run.showId, run.runId);
  await mkdir(folder, { recursive: true, mode: 0o750 });
  await writeDurably(join(folder, INIT_FILE), init);
  await writeRunFile(storeDir, run);
}

export async function writeRunFile(storeDir: string, run: Run): Promise<void> {
  await writeDurably(join(runFolder(storeDir, run.showId, run.runId), RUN_FILE), `${JSON.stringify(run)}\n`);
}

/** Stores a segment; its line in the index follows only when the file is durable. */
export async function writeSegment(storeDir: string, run: Run, segment: RecordedSegment, bytes: Buffer): Promise<void> {
  const folder = runFolder(storeDir, run.showId, run.runId);
  await writeDurably(join(folder, segmentFile(segment.index)), bytes);
  await appendLineDurably(join(folder, INDEX_FILE), JSON.stringify(segment));
}

/** Every readable run in the store; folders that a crash left without a `run.json` are skipped. */
export async function listRuns(storeDir: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (const showId of await namesIn(join(storeDir, RECORDINGS))) runs.push(...(await listShowRuns(storeDir, showId)));
  return runs;
}

export async function listShowRuns(storeDir: string, showId: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (const runId of await namesIn(join(storeDir, RECORDINGS, showId))) {
    const run = await readRunFile(join(storeDir, RECORDINGS, showId, runId, RUN_FILE));
    if (run) runs.push(run);
  }
  return runs.toSorted((a, b) => a.fence - b.fence || a.ordinal - b.ordinal);
}

/**
 * Closes what a dead process left open: a torn index line and half-written files go, everything durable stays.
 * @returns the run as it is on disk now.
 */
export async function closeAbandonedRun(storeDir: string, run: Run): Promise<Run> {
  const folder = runFolder(storeDir, run.showId, run.runId);
  const index = await readFile(join(folder, INDEX_FILE)).catch(() => Buffer.alloc(0));
  const wholeBytes = index.lastIndexOf('\n') + 1;
  if (wholeBytes < index.length) await truncate(join(folder, INDEX_FILE), wholeBytes);
  for (const name of await namesIn(folder)) if (name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
  const closed: Run = { ...run, state: 'closed', closeReason: 'process_died' };
  await writeRunFile(storeDir, closed);
  return closed;
}

async function readRunFile(path: string): Promise<Run | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = mediaNode.RecordingRun.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(() => [])).toSorted();
