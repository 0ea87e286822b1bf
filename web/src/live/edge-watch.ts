import type HlsPlayer from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import type { EdgeLoss } from './edge-choice.ts';

/** What it may take from naming the edge to a picture that moves. */
const STARTS_WITHIN_MS = 6_000;
const STANDS_STILL_MS = 5_000;
const STEADY_AFTER_MS = 30_000;
const LOOK_EVERY_MS = 500;
/** Further behind than this it jumps: playing faster would take minutes. */
const MAX_BEHIND_S = 5;

const once = { timeoutRetry: null, errorRetry: null };
const twice = { maxNumRetry: 2, retryDelayMs: 300, maxRetryDelayMs: 1_000 };

/**
 * hls.js at the live edge. The distance to the edge is the list's own (PART-HOLD-BACK). A list that does not come is
 * given up soon, since the store's is there; a reload is held by the node for up to 18 s.
 */
export const edgeConfig = {
  lowLatencyMode: true,
  maxLiveSyncPlaybackRate: 1.1,
  liveDurationInfinity: true,
  backBufferLength: 20,
  maxBufferLength: 12,
  manifestLoadPolicy: { default: { maxTimeToFirstByteMs: 3_000, maxLoadTimeMs: 5_000, ...once } },
  playlistLoadPolicy: {
    default: { maxTimeToFirstByteMs: 20_000, maxLoadTimeMs: 25_000, timeoutRetry: null, errorRetry: twice },
  },
  fragLoadPolicy: {
    default: { maxTimeToFirstByteMs: 4_000, maxLoadTimeMs: 10_000, timeoutRetry: twice, errorRetry: twice },
  },
} satisfies Partial<HlsConfig>;

/** Why a fatal error of the network ended the edge. */
export function toEdgeLoss({ response }: Pick<ErrorData, 'response'>, hasPlayed: boolean): EdgeLoss {
  if (response?.code === 403) return 'refused';
  return hasPlayed ? 'failed' : 'unreachable';
}

export type EdgeWatchEvents = { onLost: (loss: EdgeLoss) => void; onSteady: () => void };

/** Watches over a picture from the live edge: says when it never starts or stands still, and keeps it near the edge. */
export function watchEdge(hls: HlsPlayer, video: HTMLVideoElement, on: EdgeWatchEvents): { close: () => void } {
  const openedAt = performance.now();
  let movedAt = openedAt;
  let movedTo = video.currentTime;
  let hasMoved = false;
  let isSteady = false;
  const look = () => {
    const now = performance.now();
    if (video.currentTime !== movedTo) {
      hasMoved ||= video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      movedTo = video.currentTime;
      movedAt = now;
    }
    // Paused by her, or hidden: nothing is wrong.
    if (video.paused || document.hidden) movedAt = now;
    if (now - movedAt > (hasMoved ? STANDS_STILL_MS : STARTS_WITHIN_MS)) return on.onLost('stalled');
    const target = hls.liveSyncPosition;
    if (!video.paused && hasMoved && hls.latency > MAX_BEHIND_S && target !== null && target > video.currentTime) {
      video.currentTime = target;
    }
    if (!isSteady && hasMoved && now - openedAt > STEADY_AFTER_MS) {
      isSteady = true;
      on.onSteady();
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return { close: () => clearInterval(timer) };
}
