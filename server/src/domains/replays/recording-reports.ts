import type { mediaNode, RunId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { getProgrammeLengthMs } from './choose-counted-runs.ts';
import type { RecordingIndex } from './recording-index.ts';
import { findRecording } from './recordings.store.ts';

export type RecordingReportsDeps = {
  db: Db;
  index: RecordingIndex;
  /** The live playlist has its first segment. */
  onFirstSegment: (showId: ShowId) => void;
  onProgrammeGrew: (showId: ShowId, programmeMs: number) => void;
  /** A run closed after the recording was finalised: it is finalised again. */
  finaliseAgain: (showId: ShowId) => Promise<unknown>;
};

/** Takes in what recorders report; every report may come twice, or late. */
export type RecordingReports = {
  onRunOpened(run: mediaNode.RecordingRun): Promise<void>;
  onSegmentClosed(report: { showId: ShowId; runId: RunId; segment: mediaNode.RecordedSegment }): Promise<void>;
  onRunClosed(run: mediaNode.RecordingRun): Promise<void>;
};

export function createRecordingReports(deps: RecordingReportsDeps): RecordingReports {
  const { index } = deps;
  return {
    onRunOpened: (run) => index.noteRun(run),
    async onSegmentClosed({ runId, segment, showId }) {
      const wasEmpty = (await index.get(showId)).timeline.length === 0;
      const hasGrown = await index.noteSegment(showId, runId, segment);
      const recording = await index.get(showId);
      if (wasEmpty && recording.timeline.length > 0) deps.onFirstSegment(showId);
      if (hasGrown) deps.onProgrammeGrew(showId, Math.round(getProgrammeLengthMs(recording.getCountedRuns())));
    },
    async onRunClosed(run) {
      await index.noteRun(run);
      const state = (await findRecording(deps.db, run.showId))?.state;
      if (state === 'ready' || state === 'none') await deps.finaliseAgain(run.showId);
    },
  };
}
