import type { shows } from '@shoal/contract';
import type { FailureCode } from '../api/call-failure.ts';

/** What the page should play, and how far it got. */
export type WatchView = {
  source: 'none' | 'webrtc' | 'hls';
  /** `idle`: nothing to watch. */
  step: 'idle' | 'asking' | 'connecting' | 'connected';
  stream: MediaStream | null;
  hlsPath: string | null;
  /** Why there is no direct picture; `no_route`: neither UDP nor TCP reached the node. */
  problem: FailureCode | 'no_route' | null;
};

/** What can be watched, as the room knows it now. */
export type Watchable = {
  stage: shows.StageState;
  hlsPath: string;
  /** Whether a picture may come soon, so that it is worth to connect beforehand. */
  isNear: boolean;
};

export const nothingToWatch: WatchView = { source: 'none', step: 'idle', stream: null, hlsPath: null, problem: null };

type Situation = {
  watchable: Watchable | null;
  prefersHls: boolean;
  /** The generation of which the node sends no picture that this browser can decode: a Firefox without its H264, say. */
  pictureless: number | null;
};

/** Names what to play: HLS while it is preferred and there, else the stream, and nothing while nothing is sent. */
export function toWatchView(next: WatchView, { pictureless, prefersHls, watchable }: Situation): WatchView {
  const hlsPath = watchable?.stage.hasHls ? watchable.hlsPath : null;
  const isPlayable = watchable?.stage.status === 'streaming';
  const lacksPicture = watchable?.stage.hasVideo && watchable.stage.generation === pictureless;
  const usesHls = isPlayable && (prefersHls || lacksPicture) && hlsPath !== null;
  const problem = lacksPicture ? 'media.incompatible' : next.problem;
  return { ...next, hlsPath, problem, source: usesHls ? 'hls' : next.stream && isPlayable ? 'webrtc' : 'none' };
}

export const isSameView = (a: WatchView, b: WatchView): boolean =>
  a.source === b.source &&
  a.step === b.step &&
  a.stream === b.stream &&
  a.hlsPath === b.hlsPath &&
  a.problem === b.problem;
