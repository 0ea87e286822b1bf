import type { AccountId, BroadcastPayload, MaterialId, ShareCode, ShowId, shows } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { type AdmitDeps, createAdmission } from './admit-viewer.ts';
import { createEdgeGrants } from './edge-grant.ts';
import { type FinaliseDeps, finaliseLeftovers, finaliseRecording } from './finalise-recording.ts';
import type { GetReplayDeps } from './get-replay.ts';
import { getShopPlayback, type ShopPlayback, type ShopShow } from './get-shop-playback.ts';
import type { HlsDeps } from './hls.routes.ts';
import { createHlsGrants } from './hls-grant.ts';
import { type MakeFileDeps, makeRecordingFile } from './make-recording-file.ts';
import { toPlaybackPath } from './playback-path.ts';
import { estimateProgrammeMs } from './programme-time.ts';
import { createRecorderControl, type RecorderControl, type RecorderControlDeps } from './recorder-control.ts';
import type { RecordingFileDeps } from './recording-file.ts';
import { createRecordingIndex } from './recording-index.ts';
import { createRecordingReports, type RecordingReports } from './recording-reports.ts';
import type { RecordingStore } from './recording-store.ts';
import { listReadyShows, listShowsInState } from './recordings.store.ts';
import type { RemoveDeps } from './remove-recording.ts';

type Given = Pick<RecorderControlDeps, 'findStagePlace' | 'isLive' | 'startOnNode' | 'stopOnNode'> &
  Pick<GetReplayDeps, 'getEnterableShow' | 'listChat' | 'listEntries'> &
  Pick<RemoveDeps, 'getCommandedShow' | 'retentionDays'> &
  Pick<AdmitDeps, 'mayWatch'> &
  Pick<RecordingFileDeps, 'jobs'> &
  Pick<MakeFileDeps, 'ffmpegPath' | 'storeDir'> &
  Pick<HlsDeps, 'findLiveEdge' | 'onEdgeLost'> & {
    db: Db;
    log: Log;
    now: () => Date;
    recordings: RecordingStore;
    clusterSecret: string;
    /** The live playlist has its first segment. */
    onFirstSegment: (showId: ShowId) => void;
    /** For the studio: whether the programme is recorded, and its length so far. */
    onRecordingChanged: (recording: BroadcastPayload<typeof shows.recordingChanged>) => void;
  };

/** Recordings and replays as the rest of the server sees them. */
export type Replays = {
  recorder: RecorderControl;
  reports: RecordingReports;
  /** For the routes. */
  routeDeps: GetReplayDeps & RemoveDeps & HlsDeps & RecordingFileDeps;
  /** For the job. */
  makeFile(showId: ShowId): Promise<void>;
  hasHls(showId: ShowId): boolean;
  hlsPathFor(showId: ShowId, accountId: AccountId): string;
  programmeMsAt(showId: ShowId, at: Date): Promise<number>;
  findReplayed(db: Db, showIds: readonly ShowId[]): Promise<Set<ShowId>>;
  finalise(showId: ShowId): Promise<void>;
  getShopPlayback(show: ShopShow, link: { code: ShareCode; materialId: MaterialId }): Promise<ShopPlayback>;
  /** Reads the recordings that go on, then finalises those of shows that ended while no server was here. */
  load(): Promise<void>;
  finaliseLeftovers(): Promise<void>;
  close(): void;
};

/** Everything about recordings, over the store. */
export function openReplays(given: Given): Replays {
  const { db, isLive, log, now, onRecordingChanged } = given;
  const index = createRecordingIndex(given.recordings.readRuns);
  const lengthOf = (showId: ShowId) => {
    const runs = index.peek(showId)?.getCountedRuns() ?? [];
    return estimateProgrammeMs(runs, now().getTime());
  };
  const recorder = createRecorderControl({
    ...given,
    index,
    retryDelayMs: 500,
    onStateChanged: (showId) => tell(showId, lengthOf(showId)),
  });
  const tell = (showId: ShowId, programmeMs: number) => {
    const hasRareKeyFrames = recorder.hasRareKeyFrames(showId);
    onRecordingChanged({ showId, recording: recorder.getState(showId), programmeMs, hasRareKeyFrames });
  };
  const finaliseDeps: FinaliseDeps = { db, log, now, index, isLive, stopRecorder: recorder.stop };
  const reports = createRecordingReports({
    db,
    index,
    onFirstSegment: given.onFirstSegment,
    onProgrammeGrew: tell,
    finaliseAgain: (showId) => finaliseRecording(finaliseDeps, showId),
  });
  const grants = createHlsGrants(given.clusterSecret);
  const mintEdgeGrant = createEdgeGrants(given.clusterSecret);
  const routeDeps = { ...given, index, grants, mintEdgeGrant, admit: createAdmission(given) };
  return {
    recorder,
    reports,
    routeDeps,
    hasHls: (showId) => (index.peek(showId)?.timeline.length ?? 0) > 0,
    hlsPathFor: (showId, accountId) =>
      toPlaybackPath(routeDeps, { showId, viewer: { kind: 'account', accountId } }, 'live'),
    programmeMsAt: async (showId, at) => estimateProgrammeMs((await index.get(showId)).getCountedRuns(), at.getTime()),
    makeFile: (showId) => makeRecordingFile(routeDeps, showId),
    findReplayed: listReadyShows,
    finalise: async (showId) => void (await finaliseRecording(finaliseDeps, showId)),
    getShopPlayback: (show, link) => getShopPlayback(routeDeps, show, link),
    load: async () => {
      for (const showId of await listShowsInState(db, 'recording')) await index.get(showId);
    },
    finaliseLeftovers: () => finaliseLeftovers(finaliseDeps),
    close: recorder.close,
  };
}
