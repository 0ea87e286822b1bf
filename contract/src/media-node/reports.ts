import { z } from 'zod';
import { BootId, NodeId, RunId, ShowId } from '../ids.ts';
import { nodeReport } from '../node-report.ts';
import { Kind, RtpCapabilities } from '../signaling/rtp.ts';
import { DurationMs, Instant } from '../time.ts';
import { PeerId } from './calls.ts';

export const NodeLoad = z.strictObject({
  /** Busiest worker, 0 to 1 of one core. */
  workerCpuRatio: z.number().min(0),
  consumers: z.int().min(0),
  workers: z.int().min(0),
  freeDiskBytes: z.number().min(0),
  /** False while workers die faster than they can be trusted: shows go elsewhere, if there is an elsewhere. */
  isReady: z.boolean().default(true),
  /** A worker with so many peers takes no viewer more. */
  maxPeersPerWorker: z.int().min(1).default(280),
  workerLoads: z
    .array(
      z.strictObject({
        pid: z.int(),
        cpuRatio: z.number().min(0),
        /** Transports of viewers and hosts. */
        peers: z.int().min(0),
        /** Shows whose host is on it. */
        shows: z.int().min(0),
      }),
    )
    .max(64)
    .default([]),
});
export type NodeLoad = z.infer<typeof NodeLoad>;

export const StagePublisher = z.strictObject({
  peerId: PeerId,
  producers: z.array(z.strictObject({ producerId: z.uuid(), kind: Kind, mimeType: z.string() })),
});

/** What is on a show's stage in this node. `generation` rises with every change that viewers must watch anew for. */
export const Stage = z.strictObject({
  showId: ShowId,
  generation: z.int().min(0),
  publisher: StagePublisher.nullable(),
});
export type Stage = z.infer<typeof Stage>;

/** One unbroken piece of a recording: one producer, one picture size, one init segment. Also `run.json` in the store. */
export const RecordingRun = z.strictObject({
  runId: RunId,
  showId: ShowId,
  fence: z.int().min(1),
  /** Order within the fence, from 0. */
  ordinal: z.int().min(0),
  nodeId: NodeId,
  bootId: BootId,
  /** When the run's first frame was captured, by the node's clock. */
  wallStartAt: Instant,
  programmeStartMs: DurationMs,
  width: z.int().min(0),
  height: z.int().min(0),
  /** RFC 6381, for the playlist's CODECS; null when the run has no such track. */
  videoCodec: z.string().nullable(),
  audioCodec: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  closeReason: z
    .enum([
      'stopped',
      'new_producer',
      'new_size',
      'encoder_died',
      'stalled',
      'disk_full',
      'process_died',
      'publisher_gone',
      'key_frames_missing',
    ])
    .nullable(),
});
export type RecordingRun = z.infer<typeof RecordingRun>;

/** One line of `segments.jsonl`: a segment file that is complete and durable. */
export const RecordedSegment = z.strictObject({
  /** From 1, without gaps; the file is its six digits and `.m4s`. */
  index: z.int().min(1),
  /** From the samples themselves, so that playlists add up. Milliseconds with a fraction. */
  durationMs: z.number().positive(),
  sizeBytes: z.int().min(1),
  wallStartAt: Instant,
});
export type RecordedSegment = z.infer<typeof RecordedSegment>;

export const register = nodeReport({
  name: 'node:register',
  payload: z.strictObject({
    nodeId: NodeId,
    bootId: BootId,
    rtpCapabilities: RtpCapabilities,
    stages: z.array(
      z.strictObject({
        stage: Stage,
        peerIds: z.array(PeerId),
        recordingFence: z.int().min(1).nullable(),
        /** When the stage is pulled from another node. */
        relayId: z.uuid().nullable().default(null),
      }),
    ),
    load: NodeLoad,
    /** Where browsers reach the node's low-latency HLS, without a slash at the end; null when it serves none. */
    liveEdgeUrl: z
      .url({ protocol: /^https?$/ })
      .nullable()
      .default(null),
  }),
  summary: 'First message of every connection: who the node is and which shows it carries on',
});

export const heartbeat = nodeReport({
  name: 'node:heartbeat',
  payload: z.strictObject({ load: NodeLoad }),
  summary: 'Every 2 s',
});

export const relayChanged = nodeReport({
  name: 'relay:changed',
  payload: z.strictObject({ showId: ShowId, relayId: z.uuid() }),
  summary: 'From the origin: a track that it sends to another node was paused or resumed',
});

export const draining = nodeReport({
  name: 'node:draining',
  payload: z.strictObject({}),
  summary: 'The process is asked to end: nobody new comes, those who are here move, `node:release` follows',
});

export const stageChanged = nodeReport({
  name: 'stage:changed',
  payload: Stage,
  summary: 'A publisher came, went or changed her tracks',
});

export const peerClosed = nodeReport({
  name: 'peer:closed',
  payload: z.strictObject({
    showId: ShowId,
    peerId: PeerId,
    /** Which of the tab's connections it was: by now she may have the next. Null for a host that is no browser. */
    transportId: z.uuid().nullable(),
    reason: z.enum(['left', 'lease_ran_out', 'disconnected', 'worker_died', 'taken_over', 'sends_too_much']),
  }),
  summary: 'A peer’s media is gone',
});

export const runOpened = nodeReport({
  name: 'recording:runOpened',
  payload: RecordingRun,
  summary: 'A run began; its init segment is in the store',
});

export const segmentClosed = nodeReport({
  name: 'recording:segmentClosed',
  payload: z.strictObject({ showId: ShowId, runId: RunId, segment: RecordedSegment }),
  summary: 'A segment is in the store',
});

export const runClosed = nodeReport({
  name: 'recording:runClosed',
  payload: RecordingRun,
  summary: 'A run ended',
});

export const keyFramesChanged = nodeReport({
  name: 'recording:keyFramesChanged',
  payload: z.strictObject({ showId: ShowId, areMissing: z.boolean() }),
  summary: 'Whether the publisher of now answers no key frame request, so that its picture must be encoded anew',
});

export const recordingStopped = nodeReport({
  name: 'recording:stopped',
  payload: z.strictObject({ showId: ShowId, reason: z.enum(['asked', 'disk_full']) }),
  summary: 'No further run follows; the show itself goes on',
});

export const recordingResumed = nodeReport({
  name: 'recording:resumed',
  payload: z.strictObject({ showId: ShowId }),
  summary: 'There is room on the disk again; runs of the same fence follow',
});
