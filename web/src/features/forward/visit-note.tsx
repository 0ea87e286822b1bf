import { useEffect } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { FishCheer } from './fish-cheer.tsx';
import styles from './forward.module.css';

const STAYS_MS = 4_000;
type VisitNoteProps = { visitors: number; title: string; onGone: () => void };

/** Comes by for four seconds when somebody opened her link. */
export function VisitNote({ onGone, title, visitors }: VisitNoteProps) {
  const { forward } = useWords().room;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new visitor lets it stay anew.
  useEffect(() => {
    const timer = setTimeout(onGone, STAYS_MS);
    return () => clearTimeout(timer);
  }, [visitors, onGone]);
  return (
    <output className={styles.visit}>
      <FishCheer key={visitors} isLoud />
      <span>
        <b>{forward.visitorArrived}</b>
        <small>
          {title} · {forward.visitors(visitors)}
        </small>
      </span>
    </output>
  );
}
