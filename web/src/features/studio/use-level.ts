import { type RefObject, useEffect, useRef } from 'react';
import { LevelMeter } from '../../live/level-meter.ts';

const HEARD_AT = 0.18;
/** Between two readings the bar glides by itself: each write costs the page that encodes her picture a style and a layout. */
const READ_EVERY_MS = 80;

/** Moves a bar with the microphone without rendering anything; `onHeard` when there is sound at all. */
export function useLevel(track: MediaStreamTrack | null, onHeard?: () => void): RefObject<HTMLSpanElement | null> {
  const bar = useRef<HTMLSpanElement>(null);
  const heard = useRef(onHeard);
  useEffect(() => {
    heard.current = onHeard;
  });
  useEffect(() => {
    if (!track || typeof AudioContext === 'undefined') return undefined;
    const meter = LevelMeter.open();
    meter.listenTo(track);
    const move = () => {
      const level = track.enabled ? meter.read() : 0;
      if (bar.current) bar.current.style.transform = `scaleX(${level})`;
      if (level > HEARD_AT) heard.current?.();
    };
    const timer = setInterval(move, READ_EVERY_MS);
    return () => {
      clearInterval(timer);
      meter.close();
    };
  }, [track]);
  return bar;
}
