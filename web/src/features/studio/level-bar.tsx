import { useWords } from '../../hooks/use-words.ts';
import styles from './studio.module.css';
import { useLevel } from './use-level.ts';

type LevelBarProps = { track: MediaStreamTrack | null; onHeard?: () => void; width?: number };

/** How loud the microphone is, now. */
export function LevelBar({ onHeard, track, width = 44 }: LevelBarProps) {
  const { studio } = useWords();
  const bar = useLevel(track, onHeard);
  return (
    <span className={styles.micLevel} style={{ width }} role="img" aria-label={studio.level}>
      <span ref={bar} style={{ transform: 'scaleX(0)' }} />
    </span>
  );
}
