import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Player, type PlayerPhase, type Source } from './player.ts';

/** Something that the chapters can move. */
export type Seek = (ms: number) => void;

export type PlayerView = {
  phase: PlayerPhase;
  isMuted: boolean;
  atS: number;
  lengthS: number;
};

/** One player for as long as its component lives: one for the live stream, another for the replay. */
export function usePlayer(source: Source, isMuted: { current: boolean }, onTime: (ms: number) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<Player | null>(null);
  const newest = useRef(source);
  newest.current = source;
  const tell = useRef(onTime);
  tell.current = onTime;
  const [view, setView] = useState<PlayerView>({ phase: 'connecting', isMuted: isMuted.current, atS: 0, lengthS: 0 });
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const change = (part: Partial<PlayerView>) => setView((before) => ({ ...before, ...part }));
    const opened = Player.open(
      element,
      () => newest.current,
      (phase) => change({ phase }),
    );
    player.current = opened;
    const onProgress = () => {
      change({ atS: element.currentTime, lengthS: measureLengthS(element) });
      tell.current(element.currentTime * 1_000);
    };
    const onVolume = () => {
      isMuted.current = element.muted;
      change({ isMuted: element.muted });
    };
    element.addEventListener('timeupdate', onProgress);
    element.addEventListener('durationchange', onProgress);
    element.addEventListener('volumechange', onVolume);
    return () => {
      element.removeEventListener('timeupdate', onProgress);
      element.removeEventListener('durationchange', onProgress);
      element.removeEventListener('volumechange', onVolume);
      opened.close();
    };
  }, [isMuted]);
  const seek = useCallback((ms: number) => {
    if (!video.current) return;
    video.current.currentTime = ms / 1_000;
    video.current.play().catch(() => undefined);
  }, []);
  const act = (change: (element: HTMLVideoElement) => unknown) => () => void (video.current && change(video.current));
  return {
    ...view,
    video,
    retry: () => player.current?.retry(),
    toggle: act((element) => (element.paused ? element.play().catch(() => undefined) : element.pause())),
    toggleSound: act((element) => {
      element.muted = !element.muted;
      if (element.paused) element.play().catch(() => undefined);
    }),
    goFullScreen: act(goFullScreen),
    seek,
  };
}

/** Of a show that goes on, as far as it went: Apple's player says that it has no end. */
function measureLengthS({ duration, seekable }: HTMLVideoElement): number {
  if (Number.isFinite(duration)) return duration;
  return seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
}

type ApplePhone = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

function goFullScreen(element: ApplePhone): void {
  if (document.fullscreenElement) return void document.exitFullscreen();
  if (element.requestFullscreen) return void element.requestFullscreen().catch(() => undefined);
  element.webkitEnterFullscreen?.(); // iPhones know no other way.
}
