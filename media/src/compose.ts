import { randomInt, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { BootId, mediaNode, RunId } from '@shoal/contract';
import { type Config, listLocalAddresses } from './config.ts';
import { callListener } from './control/call-listener.ts';
import { createDrain } from './control/drain.ts';
import { registerEdgeCalls } from './control/edge-calls.ts';
import { loadMeter, measureDisk } from './control/measure-load.ts';
import { NodeSocket } from './control/node-socket.ts';
import { type OpenFilePublisher, publishFileTo } from './control/publish-file.ts';
import { registerRecordingCalls } from './control/recording-calls.ts';
import { registerRelayCalls } from './control/relay-calls.ts';
import { registerSfuCalls } from './control/sfu-calls.ts';
import { registerWhipCalls } from './control/whip-calls.ts';
import { closeAbandonedRuns } from './hls/close-abandoned-runs.ts';
import { edgeReader } from './hls/edge-answer.ts';
import { EdgeSessions } from './hls/edge-sessions.ts';
import { LiveEdge } from './hls/live-edge.ts';
import { openLiveEdge } from './hls/open-live-edge.ts';
import { openRunPush, type StoredEvents, whenPushed } from './hls/open-run-push.ts';
import { findProgrammePlace } from './hls/programme-place.ts';
import { RunOutput } from './hls/run-output.ts';
import { Closing } from './platform/closing.ts';
import type { Log } from './platform/log.ts';
import { Metrics } from './platform/metrics.ts';
import type { DiskState } from './recording/choose-disk-state.ts';
import { Recordings } from './recording/recordings.ts';
import { routerCapabilities } from './sfu/codecs.ts';
import { FilePublisher } from './sfu/file-publisher.ts';
import { toListenInfos, toPipeListenInfo } from './sfu/listen-infos.ts';
import { openRecorderTap } from './sfu/recorder-tap.ts';
import { Relays, toRelayId } from './sfu/relays.ts';
import { Sfu } from './sfu/sfu.ts';
import { workerLoads } from './sfu/worker-loads.ts';
import { WorkerPool } from './sfu/worker-pool.ts';
import { WorkerSlot } from './sfu/worker-slot.ts';
import { SdpPeers } from './whip/sdp-peers.ts';

const EXPIRY_CHECK_MS = 1_000;
/** What is not pushed by then, the next start pushes. */
const PUSH_BOUND_MS = 3_000;

/** One running media node, put together from its parts. */
export type MediaNode = {
  sfu: Sfu;
  relays: Relays;
  recordings: Recordings;
  sdpPeers: SdpPeers;
  pool: WorkerPool;
  /** Settles when an operator takes the node out of service: whoever runs the process ends it. */
  askedToEnd: Promise<void>;
  /** Waits until the server has moved everybody elsewhere, if it can; before `close`. At most 20 s. */
  drain: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts workers, closes what a dead process left on disk, and dials the server. */
export async function openMediaNode(config: Config, log: Log): Promise<MediaNode> {
  const now = Date.now;
  const closing = new Closing(log);
  const bootId = BootId.parse(randomUUID());
  await mkdir(config.storeDir, { recursive: true });
  const freeDisk = async () => (await measureDisk(config.storeDir)).freeBytes;
  const report = (name: string, payload: unknown) => socket.report(name, payload);

  const metrics = new Metrics();
  const edge = new LiveEdge(now);
  const edgeSessions = new EdgeSessions(config.clusterSecret, now);
  const edgeReads = edgeReader({ edge, sessions: edgeSessions });
  closing.add('metrics', 1_000, () => metrics.close());
  const local = listLocalAddresses();
  const pool = await WorkerPool.open({
    size: config.workers,
    log,
    now,
    openSlot: (place) => {
      metrics.count('shoal_media_worker_starts_total', 'Media workers started');
      const listenInfos = toListenInfos(config.mediaAddresses, local, config.mediaPortBase + place);
      return WorkerSlot.open({ workerBin: config.workerBin, listenInfos, log });
    },
  });
  closing.add('workers', 3_000, () => pool.close());

  const loads = workerLoads(now);
  const sfu: Sfu = new Sfu({
    pool,
    loads,
    maxPeersPerWorker: config.maxPeersPerWorker,
    log,
    now,
    onStageChanged: (stage) => {
      log.info({ ...stage }, 'stage changed');
      recordings.followStage(stage.showId);
      sdpPeers.followStage(stage.showId);
      report(mediaNode.stageChanged.name, stage);
    },
    onPeerClosed: (closed) => {
      log.info(closed, 'peer closed');
      report(mediaNode.peerClosed.name, closed);
    },
  });
  const sdpPeers = new SdpPeers(sfu);
  const told: StoredEvents = {
    onRunOpened: (run) => report(mediaNode.runOpened.name, run),
    onSegmentClosed: (showId, runId, segment) => report(mediaNode.segmentClosed.name, { showId, runId, segment }),
    onRunClosed: (run) => report(mediaNode.runClosed.name, run),
  };
  const push = openRunPush(config, told, log);
  const stored: StoredEvents = push ? whenPushed(push) : told;
  const recordings = new Recordings({
    ffmpegPath: config.ffmpegPath,
    log,
    now,
    openTap: async (showId, on) => {
      const stage = sfu.findStage(showId);
      return stage && stage.tracks.length > 0 ? await openRecorderTap(stage, on) : null;
    },
    openRunOutput: (plan) =>
      new RunOutput(
        {
          storeDir: config.storeDir,
          nodeId: config.nodeId,
          bootId,
          newRunId: () => RunId.parse(randomUUID()),
          ...stored,
          onPart: (showId, part) => edge.add(showId, part),
          onPartsEnded: (showId, runId) => edge.endRun(showId, runId),
        },
        plan,
      ),
    findPlace: (showId, fence) => findProgrammePlace(config.storeDir, showId, fence),
    measureDisk: () => measureDisk(config.storeDir),
    minFreeDiskBytes: config.minFreeDiskBytes,
    onDiskState: (state) =>
      metrics.set('shoal_media_disk_state', '0 roomy, 1 below 15 %, 2 recording stopped', toDiskLevel(state)),
    onResumed: (showId) => report(mediaNode.recordingResumed.name, { showId }),
    onStopped: (showId, reason) => {
      edge.end(showId);
      report(mediaNode.recordingStopped.name, { showId, reason });
    },
    onKeyFrames: (showId, areMissing) => report(mediaNode.keyFramesChanged.name, { showId, areMissing }),
  });
  const measureLoad = loadMeter({ ...config, pool, loads, sfu, measureFreeDiskBytes: freeDisk });
  const expiry = setInterval(() => {
    sfu.closeExpired();
    edgeSessions.sweep();
    void sfu.closeFlooding();
  }, EXPIRY_CHECK_MS);
  closing.add('expiry', 100, () => clearInterval(expiry));

  const liveEdgeUrl = await openLiveEdge({ ...config, reader: edgeReads, log, closing });
  closing.add('live edge shows', 100, () => edge.close());

  const socket: NodeSocket = new NodeSocket({
    ...config,
    bootId,
    log,
    onConnection: (isConnected) => {
      sfu.leases.setConnected(isConnected);
      if (!isConnected) return drain.release();
      for (const showId of recordings.showsLackingKeyFrames) {
        report(mediaNode.keyFramesChanged.name, { showId, areMissing: true });
      }
    },
    measureLoad: async () => {
      const measured = await measureLoad();
      const load = { ...measured, isReady: measured.isReady && !drain.isDraining() };
      metrics.set('shoal_media_worker_cpu_ratio', 'Busiest media worker, of one core', load.workerCpuRatio);
      metrics.set('shoal_media_consumers', 'Tracks sent to viewers', load.consumers);
      metrics.set('shoal_media_workers', 'Media workers that are up', load.workers);
      metrics.set('shoal_media_edge_viewers', 'Viewers of low-latency HLS', edgeSessions.size);
      metrics.set('shoal_media_edge_held_requests', 'Requests of theirs that wait for a part', edgeReads.countHeld());
      if (push) metrics.set('shoal_media_store_waiting', 'Acts that wait for the object store', push.waiting);
      metrics.set('shoal_media_free_disk_bytes', 'Room left in the store', load.freeDiskBytes);
      return load;
    },
    describe: async () => ({
      nodeId: config.nodeId,
      bootId,
      rtpCapabilities: routerCapabilities(),
      stages: sfu.stages.map((stage) => ({
        stage: stage.snapshot(),
        peerIds: sfu.peerIdsOf(stage.showId),
        recordingFence: recordings.fenceOf(stage.showId),
        relayId: toRelayId(stage.publisher),
      })),
      load: await measureLoad(),
      liveEdgeUrl,
    }),
  });
  closing.add('server connection', 2_000, () => socket.close());

  const on = callListener(socket.socket, log);
  const openFilePublisher: OpenFilePublisher = (input) =>
    FilePublisher.open({
      ...input,
      ffmpegPath: config.ffmpegPath,
      log,
      openStage: (showId) => sfu.openStage(showId),
      newSsrc: () => randomInt(1, 2 ** 31),
      onLost: () => sfu.closePeer(input.peerId, 'worker_died'),
    });
  const publishFile = publishFileTo({ sfu, demoDir: config.demoDir, openFilePublisher });
  registerSfuCalls(on, { sfu, publishFile, finaliseRecording: (showId) => recordings.stop(showId) });
  registerRecordingCalls(on, recordings);
  registerWhipCalls(on, sdpPeers);
  const relays = new Relays({
    sfu,
    listenInfo: toPipeListenInfo(config, local),
    onChanged: (showId, relayId) => report(mediaNode.relayChanged.name, { showId, relayId }),
  });
  registerRelayCalls(on, relays);
  const drain = createDrain({
    isConnected: () => socket.socket.connected,
    report: () => report(mediaNode.draining.name, {}),
  });
  let askToEnd: () => void = () => undefined;
  const askedToEnd = new Promise<void>((resolve) => {
    askToEnd = resolve;
  });
  on(mediaNode.endNode, () => {
    askToEnd();
    return {};
  });
  on(mediaNode.releaseNode, () => {
    drain.release();
    return {};
  });
  registerEdgeCalls(on, edgeSessions);

  for (const run of await closeAbandonedRuns(config.storeDir, config.nodeId)) if (!push) told.onRunClosed(run);
  await push?.resume();
  closing.add('store', PUSH_BOUND_MS + 1_000, () => push?.close(PUSH_BOUND_MS));
  closing.add('shows', 1_000, () => sfu.close());
  closing.add('recordings', 8_000, () => recordings.close());
  await metrics.listen(config.metricsPort);
  socket.open();
  log.info({ nodeId: config.nodeId, bootId, workers: config.workers }, 'media node up');
  return { sfu, relays, recordings, sdpPeers, pool, drain: drain.run, askedToEnd, close: () => closing.close() };
}

const toDiskLevel = (state: DiskState): number => ({ roomy: 0, low: 1, tight: 1, full: 2 })[state];
