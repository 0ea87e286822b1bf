import type { mediaNode, RunId, ShowId } from '@shoal/contract';

export type CloseReason = NonNullable<mediaNode.RecordingRun['closeReason']>;
export type RunEnd = { readonly runId: RunId | null; readonly lengthMs: number };
export type ProgrammePlace = { readonly ordinal: number; readonly programmeStartMs: number };

/** Where one run's bytes go. compose.ts plugs in the packager's. */
export type RunOutput = {
  /** @throws Error when the bytes are not what an encoder writes. */
  push: (chunk: Buffer) => void;
  finish: (reason: CloseReason, tail: 'complete' | 'replayed') => Promise<RunEnd>;
};

export type OpenRunOutput = (plan: {
  showId: ShowId;
  fence: number;
  wallStartMs: number;
  place: () => Promise<ProgrammePlace>;
  onKeyFrame: (offsetMs: number) => void;
  onWriteFailed: (error: Error) => void;
}) => RunOutput;
