import type { replays } from '@shoal/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { HlsPlayback } from '../../live/hls-playback.ts';

type Chapter = replays.Chapter;

const JUMP_S = 10;
/** Going back right after a chapter began means the one before it. */
const RESTART_WITHIN_MS = 3_000;

/** The chapter that plays at a moment; -1 before the first. */
export function findChapterAt(chapters: readonly Chapter[], atMs: number): number {
  return chapters.findLastIndex((chapter) => chapter.startsMs <= atMs);
}

/** Plays the recording, knows the moment, and jumps by chapter, key or click. */
export function useReplayPlayer(hlsPath: string, chapters: readonly Chapter[]) {
  const ref = useRef<HTMLVideoElement>(null);
  const [timeMs, setTimeMs] = useState(0);
  const [problem, setProblem] = useState<'retrying' | 'unsupported' | null>(null);
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    const playback = HlsPlayback.open(video, { path: hlsPath, mode: 'replay', onProblem: setProblem });
    const onTime = () => setTimeMs(Math.round(video.currentTime * 1_000));
    video.addEventListener('timeupdate', onTime);
    video.addEventListener('seeking', onTime);
    return () => {
      video.removeEventListener('timeupdate', onTime);
      video.removeEventListener('seeking', onTime);
      playback.close();
    };
  }, [hlsPath]);
  const jumpTo = useCallback((atMs: number) => {
    const video = ref.current;
    if (!video) return;
    // A hair inside: the moment itself may round to before the entry.
    video.currentTime = (atMs + 20) / 1_000;
    void video.play().catch(() => {}); // The controls are there for a tap.
  }, []);
  useReplayKeys(ref, chapters, jumpTo);
  return { ref, timeMs, problem, jumpTo };
}

type Video = ReturnType<typeof useRef<HTMLVideoElement | null>>;

/** Space, arrows and brackets, anywhere on the page but in a field or on a control. */
function useReplayKeys(ref: Video, chapters: readonly Chapter[], jumpTo: (atMs: number) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const video = ref.current;
      const target = event.target as HTMLElement | null;
      if (!video || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target?.closest('input, textarea, button, a, video, dialog')) return;
      const act = chooseKeyAct(event.key, video, chapters);
      if (!act) return;
      event.preventDefault();
      if (act === 'toggle') void (video.paused ? video.play().catch(() => {}) : video.pause());
      else jumpTo(act.atMs);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [ref, chapters, jumpTo]);
}

function chooseKeyAct(
  key: string,
  video: HTMLVideoElement,
  chapters: readonly Chapter[],
): 'toggle' | { atMs: number } | null {
  const nowMs = video.currentTime * 1_000;
  const here = findChapterAt(chapters, nowMs);
  const startMs = chapters[here]?.startsMs ?? 0;
  const back = nowMs - startMs < RESTART_WITHIN_MS ? (chapters[here - 1]?.startsMs ?? 0) : startMs;
  const next = chapters[here + 1];
  if (key === ' ' || key === 'k') return 'toggle';
  if (key === 'ArrowLeft') return { atMs: Math.max(0, nowMs - JUMP_S * 1_000) };
  if (key === 'ArrowRight') return { atMs: nowMs + JUMP_S * 1_000 };
  if (key === '[') return { atMs: back };
  if (key === ']' && next) return { atMs: next.startsMs };
  return null;
}
