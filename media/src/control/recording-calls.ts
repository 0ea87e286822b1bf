import { mediaNode } from '@shoal/contract';
import type { Recordings } from '../recording/recordings.ts';
import type { OnCall } from './call-listener.ts';

/** The recorder's face towards the server. */
export function registerRecordingCalls(on: OnCall, recordings: Recordings): void {
  on(mediaNode.startRecording, async ({ showId, fence, programmeStartMs }) => {
    await recordings.start(showId, fence, programmeStartMs);
    return {};
  });
  on(mediaNode.stopRecording, async ({ showId }) => ({ lastRunId: await recordings.stop(showId) }));
}
