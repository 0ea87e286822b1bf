import type { mediaNode, RunId, ShowId } from '@shoal/contract';
import { byFenceAndOrdinal, type CountedRun, chooseCountedRuns, type RecordedRun } from './choose-counted-runs.ts';
import { appendToTimeline, type TimelineSegment, toTimeline } from './timeline.ts';

/** What this process knows of one show's recording. */
export type ShowRecording = {
  readonly showId: ShowId;
  /** As players read it: only ever appended to. */
  readonly timeline: readonly TimelineSegment[];
  /** By the fences, from all that is stored. */
  getCountedRuns(): readonly CountedRun[];
};

/** The recordings that somebody watches or makes, in memory; the store is the truth and is read when in doubt. */
export type RecordingIndex = {
  /** Reads the store when the show is not in memory. */
  get(showId: ShowId): Promise<ShowRecording>;
  /** What is in memory already. */
  peek(showId: ShowId): ShowRecording | undefined;
  /** Reads the store anew; a time line that players know only grows. */
  reload(showId: ShowId): Promise<ShowRecording>;
  /** Takes in what a node reports; a repeated report changes nothing. @returns whether the time line grew. */
  noteRun(run: mediaNode.RecordingRun): Promise<void>;
  noteSegment(showId: ShowId, runId: RunId, segment: mediaNode.RecordedSegment): Promise<boolean>;
  forget(showId: ShowId): void;
};

type Entry = ShowRecording & {
  runs: Map<RunId, { run: mediaNode.RecordingRun; segments: mediaNode.RecordedSegment[] }>;
  timeline: TimelineSegment[];
  counted: readonly CountedRun[] | undefined;
};

const MAX_SHOWS_IN_MEMORY = 100;

/** An empty index over a way to read the store. */
export function createRecordingIndex(readRuns: (showId: ShowId) => Promise<RecordedRun[]>): RecordingIndex {
  const entries = new Map<ShowId, Entry>();
  const loading = new Map<ShowId, Promise<Entry>>();

  const load = async (showId: ShowId): Promise<Entry> => {
    const runs = await readRuns(showId);
    const known = entries.get(showId);
    const entry = known ?? toEntry(showId, runs);
    if (known) mergeRuns(known, runs);
    entries.set(showId, entry);
    dropOldest(entries);
    return entry;
  };
  const reload = (showId: ShowId): Promise<Entry> => {
    const running = loading.get(showId) ?? load(showId).finally(() => loading.delete(showId));
    loading.set(showId, running);
    return running;
  };
  const get = async (showId: ShowId): Promise<Entry> => {
    const known = entries.get(showId);
    if (!known) return reload(showId);
    entries.delete(showId); // To the end: the longest unasked one is dropped first.
    entries.set(showId, known);
    return known;
  };

  return {
    get,
    peek: (showId) => entries.get(showId),
    reload,
    forget: (showId) => void entries.delete(showId),
    async noteRun(run) {
      const entry = await get(run.showId);
      const known = entry.runs.get(run.runId);
      if (known?.run.state === 'closed') return;
      entry.runs.set(run.runId, { run, segments: known?.segments ?? [] });
      entry.counted = undefined;
    },
    async noteSegment(showId, runId, segment) {
      let entry = await get(showId);
      const before = entry.timeline.length;
      if (!isNext(entry, runId, segment)) entry = await reload(showId);
      if (isNext(entry, runId, segment)) takeSegment(entry, runId, segment);
      return entry.timeline.length > before;
    },
  };
}

function toEntry(showId: ShowId, runs: readonly RecordedRun[]): Entry {
  const counted = chooseCountedRuns(runs);
  return {
    showId,
    runs: new Map(runs.map(({ run, segments }) => [run.runId, { run, segments: [...segments] }])),
    timeline: toTimeline(counted),
    counted,
    getCountedRuns() {
      this.counted ??= chooseCountedRuns([...this.runs.values()]);
      return this.counted;
    },
  };
}

function isNext(entry: Entry, runId: RunId, { index }: mediaNode.RecordedSegment): boolean {
  const known = entry.runs.get(runId);
  return known !== undefined && index <= known.segments.length + 1;
}

function takeSegment(entry: Entry, runId: RunId, segment: mediaNode.RecordedSegment): void {
  const known = entry.runs.get(runId);
  if (!known || segment.index <= known.segments.length) return;
  known.segments.push(segment);
  entry.counted = undefined;
  appendToTimeline(entry.timeline, known.run, segment);
}

/** The store never says less than it said before, but a report may have come while it was read. */
function mergeRuns(entry: Entry, runs: readonly RecordedRun[]): void {
  for (const { run, segments } of runs.toSorted(byFenceAndOrdinal)) {
    const known = entry.runs.get(run.runId);
    if (known?.run.state !== 'closed') entry.runs.set(run.runId, { run, segments: known?.segments ?? [] });
    for (const segment of segments) takeSegment(entry, run.runId, segment);
  }
  entry.counted = undefined;
}

function dropOldest(entries: Map<ShowId, Entry>): void {
  for (const showId of entries.keys()) {
    if (entries.size <= MAX_SHOWS_IN_MEMORY) return;
    entries.delete(showId);
  }
}
