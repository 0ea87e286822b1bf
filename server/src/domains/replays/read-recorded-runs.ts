import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaNode, RunId, type ShowId } from '@shoal/contract';
import type { RecordedRun } from './choose-counted-runs.ts';

/** Where the store keeps a show's recording; the media process writes there, the server reads and removes. */
export const recordingDir = (storeDir: string, showId: ShowId): string => join(storeDir, 'recordings', showId);

/**
 * A show's runs as the store has them, with every segment that is whole. Reads what a process that was killed left:
 * a torn last line or a folder without `run.json` does not count.
 */
export async function readRecordedRuns(storeDir: string, showId: ShowId): Promise<RecordedRun[]> {
  const dir = recordingDir(storeDir, showId);
  const names = await readdir(dir).catch(toEmptyWhenAbsent);
  const runs: RecordedRun[] = [];
  for (const name of names.filter((candidate) => RunId.safeParse(candidate).success)) {
    const recorded = await readRun(join(dir, name));
    if (recorded?.run.showId === showId && recorded.run.runId === name) runs.push(recorded);
  }
  return runs;
}

async function readRun(runDir: string): Promise<RecordedRun | undefined> {
  // The run first: segments that are closed in between are then still read.
  const text = await readTextIfThere(join(runDir, 'run.json'));
  const run = mediaNode.RecordingRun.safeParse(parseJson(text));
  if (!run.success) return undefined;
  return { run: run.data, segments: parseSegments(await readTextIfThere(join(runDir, 'segments.jsonl'))) };
}

/** The segments of an index file, up to the first line that is torn or out of order. */
export function parseSegments(text: string): mediaNode.RecordedSegment[] {
  const segments: mediaNode.RecordedSegment[] = [];
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    const segment = mediaNode.RecordedSegment.safeParse(parseJson(line));
    if (!segment.success || segment.data.index !== segments.length + 1) break;
    segments.push(segment.data);
  }
  return segments;
}

const readTextIfThere = async (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return '';
    throw error;
  });

function toEmptyWhenAbsent(error: unknown): string[] {
  if (isAbsent(error)) return [];
  throw error;
}

const isAbsent = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
