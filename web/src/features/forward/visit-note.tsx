import { useEffect } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { FishCheer } from './fish-cheer.tsx';
import styles from './forward.module.css';

const STAYS_MS = 4_000;
type VisitNoteProps = {
  /** Null when only points came, for somebody who had come before. */
  visitors: number | null;
  /** How often they came: each time is a note of its own. */
  visits: number | null;
  title: string;
  /** What it gave her. */
  points: number | null;
  onGone: () => void;
};

/** Comes by for four seconds when somebody opened her link, with the points that it gave. */
export function VisitNote({ onGone, points, title, visitors, visits }: VisitNoteProps) {
  const { room, tasks } = useWords();
  const { forward } = room;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new visit and each gain lets it stay anew.
  useEffect(() => {
    const timer = setTimeout(onGone, STAYS_MS);
    return () => clearTimeout(timer);
  }, [visits, points, onGone]);
  return (
    <output className={styles.visit}>
      <FishCheer key={visits} isLoud />
      <span>
        <b>{points === null ? forward.visitorArrived : tasks.room.credited(points)}</b>
        <small>{[title, visitors !== null && forward.visitors(visitors)].filter(Boolean).join(' · ')}</small>
      </span>
    </output>
  );
}
