import { type RefObject, useEffect, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { formatSpan } from '../../ui/format-time.ts';
import styles from './stage.module.css';

type BackPositionProps = { video: RefObject<HTMLVideoElement | null> };

/** Where she is in a show that goes on, and any other place of it. */
export function BackPosition({ video }: BackPositionProps) {
  const { stage } = useWords().room;
  const { atS, lengthS } = usePosition(video);
  const at = formatSpan(atS * 1_000);
  return (
    <label className={styles.position}>
      <span>
        {at} / {formatSpan(lengthS * 1_000)}
      </span>
      <input
        type="range"
        min={0}
        max={Math.max(1, Math.floor(lengthS))}
        value={Math.floor(atS)}
        aria-label={stage.position}
        aria-valuetext={at}
        onChange={({ currentTarget }) => {
          if (video.current) video.current.currentTime = Number(currentTarget.value);
        }}
      />
    </label>
  );
}

function usePosition(video: RefObject<HTMLVideoElement | null>) {
  const [position, setPosition] = useState({ atS: 0, lengthS: 0 });
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const read = () => setPosition({ atS: element.currentTime, lengthS: measureLengthS(element) });
    const events = ['timeupdate', 'durationchange', 'seeking'];
    for (const name of events) element.addEventListener(name, read);
    return () => {
      for (const name of events) element.removeEventListener(name, read);
    };
  }, [video]);
  return position;
}

/** As far as the show went: some players say that it has no end. */
function measureLengthS({ duration, seekable }: HTMLVideoElement): number {
  if (Number.isFinite(duration)) return duration;
  return seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
}
