import type { BootId, mediaNode, NodeId, RunId, ShowId } from '@shoal/contract';
import type { ColumnType } from 'kysely';

/** recording → ready, or none when nothing was recorded → removed, by hand or by retention. */
export type RecordingState = 'recording' | 'ready' | 'none' | 'removed';

export type RecordingsTable = {
  showId: ShowId;
  fence: number;
  state: RecordingState;
  startedAt: Date;
  finalisedAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
  removedAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
  purgedAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
  durationMs: ColumnType<number, number | undefined, number>;
};

export type RecordingRunsTable = {
  runId: RunId;
  showId: ShowId;
  fence: number;
  ordinal: number;
  nodeId: NodeId;
  bootId: BootId;
  wallStartAt: Date;
  programmeStartMs: number;
  lengthMs: number;
  segments: number;
  width: number;
  height: number;
  videoCodec: string | null;
  audioCodec: string | null;
  closeReason: mediaNode.RecordingRun['closeReason'];
};

export type RecordingFilesTable = {
  showId: ShowId;
  state: 'making' | 'ready' | 'failed';
  failure: ColumnType<'no_room' | 'unreadable' | null, 'no_room' | 'unreadable' | null | undefined>;
  askedAt: Date;
  sizeBytes: ColumnType<number | null, number | null | undefined>;
};

export type ReplaysTables = {
  recordings: RecordingsTable;
  recordingRuns: RecordingRunsTable;
  recordingFiles: RecordingFilesTable;
};
