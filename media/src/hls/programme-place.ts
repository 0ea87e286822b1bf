import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaNode, type ShowId } from '@shoal/contract';
import { INDEX_FILE, listShowRuns, type Run, runFolder } from './run-folder.ts';

/** Reads a run's index; a torn last line, of a process that died, is left out. */
export async function readSegments(storeDir: string, run: Run): Promise<mediaNode.RecordedSegment[]> {
  const path = join(runFolder(storeDir, run.showId, run.runId), INDEX_FILE);
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => mediaNode.RecordedSegment.parse(JSON.parse(line)));
}

/** Where the next run of a show stands on this node; undefined when there is none of this fence yet. */
export async function findProgrammePlace(
  storeDir: string,
  showId: ShowId,
  fence: number,
): Promise<{ ordinal: number; programmeStartMs: number } | undefined> {
  const runs = (await listShowRuns(storeDir, showId)).filter((run) => run.fence === fence);
  const last = runs.at(-1);
  if (!last) return undefined;
  const lengthMs = (await readSegments(storeDir, last)).reduce((total, segment) => total + segment.durationMs, 0);
  return { ordinal: last.ordinal + 1, programmeStartMs: Math.round(last.programmeStartMs + lengthMs) };
}
