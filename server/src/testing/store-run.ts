import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BootId, mediaNode, NodeId, RunId, ShowId } from '@shoal/contract';

export type GivenRun = Partial<mediaNode.RecordingRun> & { showId: ShowId };

/** A run as a recorder describes it. */
export function toRun(given: GivenRun): mediaNode.RecordingRun {
  return {
    runId: crypto.randomUUID() as RunId,
    fence: 1,
    ordinal: 0,
    nodeId: 'node-a' as NodeId,
    bootId: '00000000-0000-4000-8000-000000000001' as BootId,
    wallStartAt: '2026-03-01T10:00:00.000Z',
    programmeStartMs: 0,
    width: 1280,
    height: 720,
    videoCodec: 'avc1.42e01f',
    audioCodec: 'mp4a.40.2',
    state: 'open',
    closeReason: null,
    ...given,
  };
}

/** Segments of these lengths, one after the other from the run's start. */
export function toSegments(run: mediaNode.RecordingRun, durationsMs: readonly number[]): mediaNode.RecordedSegment[] {
  let startMs = Date.parse(run.wallStartAt);
  return durationsMs.map((durationMs, at) => {
    const wallStartAt = new Date(startMs).toISOString();
    startMs += durationMs;
    return { index: at + 1, durationMs, sizeBytes: 1_000, wallStartAt };
  });
}

/** Two hours of segments, one by one, take seconds. */
const AT_ONCE = 100;

/** Writes a run as the media process does; the segments' bytes are their own names. */
export async function storeRun(
  storeDir: string,
  run: mediaNode.RecordingRun,
  segments: readonly mediaNode.RecordedSegment[],
): Promise<void> {
  const dir = join(storeDir, 'recordings', run.showId, run.runId);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'init.mp4'), 'init');
  await writeFile(join(dir, 'run.json'), `${JSON.stringify(run)}\n`);
  for (let from = 0; from < segments.length; from += AT_ONCE) {
    await Promise.all(segments.slice(from, from + AT_ONCE).map((segment) => storeBytes(dir, segment)));
  }
  await appendFile(join(dir, 'segments.jsonl'), segments.map((segment) => `${JSON.stringify(segment)}\n`).join(''));
}

function storeBytes(dir: string, { index }: mediaNode.RecordedSegment): Promise<void> {
  const file = `${String(index).padStart(6, '0')}.m4s`;
  return writeFile(join(dir, file), `bytes of ${file}`);
}
