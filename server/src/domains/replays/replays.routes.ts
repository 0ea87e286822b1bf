import { replays } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { type GetReplayDeps, getReplay } from './get-replay.ts';
import { getRecordingFile, type RecordingFileDeps, requestRecordingFile } from './recording-file.ts';
import { type RemoveDeps, removeRecording } from './remove-recording.ts';

/** The replays domain's HTTP face. */
export function mountReplayRoutes(on: OnRoute, deps: GetReplayDeps & RemoveDeps & RecordingFileDeps): void {
  on(replays.getReplay, (caller, { showId }) => getReplay(deps, caller, showId));
  on(replays.getRecordingFile, (caller, { showId }) => getRecordingFile(deps, caller, showId));
  on(replays.makeRecordingFile, (caller, { showId }) => requestRecordingFile(deps, caller, showId));
  on(replays.removeRecording, async (caller, { showId }) => {
    await removeRecording(deps, caller, showId);
    return {};
  });
}
