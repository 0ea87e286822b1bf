import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { HlsPlayback } from '../../live/hls-playback.ts';
import type { FirstFrame } from '../../live/watch-timings.ts';
import type { WatchView } from '../../live/watch-view.ts';
import { isRefusal, keepPlaying } from './keep-playing.ts';

export type StageVideo = {
  ref: RefObject<HTMLVideoElement | null>;
  hasFrame: boolean;
  isMuted: boolean;
  /** The browser wants a tap before it plays at all. */
  isBlocked: boolean;
  isPortrait: boolean;
  /** Seconds behind the host; null in real time or unknown. */
  behindSeconds: number | null;
  isUnsupported: boolean;
  setMuted: (isMuted: boolean) => void;
  play: () => void;
};

const COUNT_EVERY_MS = 250;

/**
 * Plays what the watch session names in one video element, muted at first; or, by `backPath`, the show from its start.
 * `onFirstFrame` hears of the session's own pictures only.
 */
export function useStageVideo(
  view: WatchView,
  backPath: string | null,
  onFirstFrame: (frame: FirstFrame) => void,
): StageVideo {
  const ref = useRef<HTMLVideoElement>(null);
  const [isMuted, setIsMuted] = useState(true);
  const [isBlocked, setIsBlocked] = useState(false);
  const { hlsProblem, behindSeconds } = useSource(ref, view, { backPath, onBlocked: setIsBlocked });
  useEffect(() => (ref.current ? keepPlaying(ref.current, setIsBlocked) : undefined), []);
  const { hasFrame, isPortrait } = useFrames(ref, backPath === null ? view.source : 'back', onFirstFrame);
  const play = useCallback(() => {
    ref.current?.play().then(
      () => setIsBlocked(false),
      () => setIsBlocked(true),
    );
  }, []);
  const setMuted = useCallback(
    (next: boolean) => {
      if (ref.current) ref.current.muted = next;
      setIsMuted(next);
      if (!next) play();
    },
    [play],
  );
  const isUnsupported = hlsProblem === 'unsupported';
  return { ref, hasFrame, isMuted, isBlocked, isPortrait, behindSeconds, isUnsupported, setMuted, play };
}

type Video = RefObject<HTMLVideoElement | null>;

type SourceUse = { backPath: string | null; onBlocked: (isBlocked: boolean) => void };

/** Attaches the stream or the playlist, whichever the view names, or the list from the start. */
function useSource(ref: Video, { hlsPath, source, stream }: WatchView, { backPath, onBlocked }: SourceUse) {
  const [hlsProblem, setHlsProblem] = useState<'retrying' | 'unsupported' | null>(null);
  const [behindSeconds, setBehindSeconds] = useState<number | null>(null);
  const playlist = backPath ?? (source === 'hls' ? hlsPath : null);
  const direct = source === 'webrtc' && backPath === null ? stream : null;
  const mode = backPath === null ? 'live' : 'back';
  useEffect(() => {
    const video = ref.current;
    if (!video || !direct) return;
    video.srcObject = direct;
    video.play().then(
      () => onBlocked(false),
      (error: unknown) => onBlocked(isRefusal(error)),
    );
    return () => {
      video.srcObject = null;
    };
  }, [direct, onBlocked, ref]);
  useEffect(() => {
    const video = ref.current;
    if (!video || !playlist) return;
    const playback = HlsPlayback.open(video, { mode, path: playlist, onProblem: setHlsProblem });
    const startPlaying = () => void video.play().catch(() => onBlocked(true));
    video.addEventListener('loadedmetadata', startPlaying);
    const readBehind = () => setBehindSeconds(mode === 'live' ? playback.findBehindSeconds() : null);
    const clock = setInterval(readBehind, 1_000);
    return () => {
      clearInterval(clock);
      video.removeEventListener('loadedmetadata', startPlaying);
      playback.close();
      setBehindSeconds(null);
      setHlsProblem(null);
    };
  }, [playlist, mode, onBlocked, ref]);
  return { hlsProblem, behindSeconds };
}

/** Notices the first frame, counts the others on the element for tests, and the picture's shape. */
function useFrames(ref: Video, source: WatchView['source'] | 'back', onFirstFrame: (frame: FirstFrame) => void) {
  const [hasFrame, setHasFrame] = useState(false);
  const [isPortrait, setIsPortrait] = useState(false);
  const tell = useRef(onFirstFrame);
  tell.current = onFirstFrame;
  useEffect(() => {
    const video = ref.current;
    if (!video || source === 'none') {
      setHasFrame(false);
      return;
    }
    setHasFrame(false);
    const onFirst = (frame: FirstFrame) => {
      if (source !== 'back') tell.current(frame);
      setHasFrame(true);
    };
    const onResize = () => setIsPortrait(video.videoHeight > video.videoWidth);
    video.addEventListener('resize', onResize);
    const stopCounting = countFrames(video, onFirst);
    return () => {
      video.removeEventListener('resize', onResize);
      stopCounting();
    };
  }, [source, ref]);
  return { hasFrame, isPortrait };
}

function countFrames(video: HTMLVideoElement, onFirst: (frame: FirstFrame) => void): () => void {
  let frames = Number(video.dataset.frames ?? 0);
  let writtenAt = 0;
  let isFirst = true;
  let handle = 0;
  let seenSeconds = Number.POSITIVE_INFINITY;
  const noteFirst = (frame: FirstFrame) => {
    if (isFirst) onFirst(frame);
    isFirst = false;
  };
  const onFrame: VideoFrameRequestCallback = (now, { receiveTime }) => {
    frames += 1;
    if (isFirst || now - writtenAt > COUNT_EVERY_MS) {
      video.dataset.frames = String(frames);
      writtenAt = now;
    }
    noteFirst({ atMs: now, receivedAtMs: receiveTime ?? null });
    handle = video.requestVideoFrameCallback(onFrame);
  };
  // WebKit tells of no frame while it composites none, and ours is transparent until one is told of; older browsers tell of
  // none at all. A picture with a size whose time moves is there.
  const onTime = () => {
    const hasMoved = video.currentTime > seenSeconds && video.videoWidth > 0;
    seenSeconds = video.currentTime;
    if (hasMoved) noteFirst({ atMs: performance.now(), receivedAtMs: null });
  };
  video.addEventListener('timeupdate', onTime);
  if ('requestVideoFrameCallback' in video) handle = video.requestVideoFrameCallback(onFrame);
  return () => {
    video.removeEventListener('timeupdate', onTime);
    if (handle) video.cancelVideoFrameCallback(handle);
  };
}
