import type {
  AccountId,
  BroadcastPayload,
  mediaNode,
  SessionId,
  ShowId,
  StreamKeyId,
  shows,
  TabId,
} from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { NodeRegistry } from './node-registry.ts';
import type { PeerBook } from './peer-book.ts';
import type { RelayBook } from './relay-book.ts';
import type { NodePlace } from './stage.ts';
import type { StageBook } from './stage-book.ts';

type SendingStopped = BroadcastPayload<typeof shows.sendingStopped>['reason'];
type RunReport = (run: mediaNode.RecordingRun) => Promise<void>;

/** What this domain needs from outside. compose.ts plugs it in. */
export type MediaNodesNeeds = {
  /** Undefined when there is no such show. */
  getShowState: (showId: ShowId) => Promise<shows.ShowState | undefined>;
  /** A tab that is connected to this server now and has joined the show. */
  findTab: (showId: ShowId, accountId: AccountId, tabId: TabId) => { sessionId: SessionId } | undefined;
  /** Whether the live playlist has its first segment. */
  hasHls: (showId: ShowId) => boolean;
  /** Tells clients, and whoever waits for the host. */
  announceStage: (showId: ShowId, stage: shows.StageState) => void;
  /** Tells a viewer's tab, wherever it is connected, to watch again: its way to the picture is gone or goes. */
  announceMediaLost: (tab: { showId: ShowId; accountId: AccountId; tabId: TabId }) => void;
  /** Tells a studio tab that the node ended what it sent. */
  tellSendingStopped: (showId: ShowId, tabId: TabId, reason: SendingStopped) => void;
  /** Those of these stream keys that are valid. */
  listValidKeys: (keyIds: readonly StreamKeyId[]) => Promise<readonly StreamKeyId[]>;
  /** Something streams, perhaps at a new place: whoever records looks after it. */
  onStreaming: (showId: ShowId) => void;
  /** A recorder that ran before this server did. */
  adoptRecorder: (showId: ShowId, place: NodePlace, fence: number) => Promise<void>;
  onRunOpened: RunReport;
  onRunClosed: RunReport;
  onSegmentClosed: (report: SegmentReport) => Promise<void>;
  /** Whether the publisher of now answers no key frame request. */
  onKeyFrames: (showId: ShowId, areMissing: boolean) => void;
  onRecordingResumed: (showId: ShowId) => void;
  onRecordingStopped: (showId: ShowId, reason: 'asked' | 'disk_full') => void;
};
type SegmentReport = { showId: ShowId; runId: mediaNode.RecordingRun['runId']; segment: mediaNode.RecordedSegment };

/** Bounds and rhythms, in ms; a test makes them shorter. */
export type MediaTimings = {
  callTimeoutMs: number;
  silentAfterMs: number;
  returnWithinMs: number;
  /** What a node may take to dial a server that has just started. */
  firstReturnWithinMs: number;
  renewEveryMs: number;
  /** A tab that is gone for longer is not renewed any more. */
  tabGoneAfterMs: number;
  /** A relay without viewers is closed after so long. */
  relayIdleAfterMs: number;
};

export const defaultTimings: MediaTimings = {
  callTimeoutMs: 5_000,
  silentAfterMs: 6_000,
  returnWithinMs: 3_000,
  firstReturnWithinMs: 10_000,
  renewEveryMs: 10_000,
  tabGoneAfterMs: 30_000,
  relayIdleAfterMs: 30_000,
};

/** All that the use cases work with. */
export type MediaNodesDeps = MediaNodesNeeds & {
  db: Db;
  log: Log;
  now: () => Date;
  /** A clock that only runs forward. */
  nowMs: () => number;
  timings: MediaTimings;
  registry: NodeRegistry;
  stages: StageBook;
  peers: PeerBook;
  relays: RelayBook;
};
