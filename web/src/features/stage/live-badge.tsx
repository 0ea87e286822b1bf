import { useWords } from '../../hooks/use-words.ts';
import styles from './stage.module.css';

type LiveBadgeProps = {
  /** Seconds behind the host; null when not known. */
  behindSeconds?: number | null;
  /** Whether the host's picture is seen as it happens. */
  isRealTime?: boolean;
};

/** Coral: on air, and how far behind the host's own picture. */
export function LiveBadge({ behindSeconds = null, isRealTime = false }: LiveBadgeProps) {
  const { stage } = useWords().room;
  return (
    <span className={styles.badge}>
      <span className={styles.badgeLive}>
        <i className={styles.dot} />
        {stage.live}
      </span>
      {(isRealTime || behindSeconds !== null) && (
        <span className={styles.badgeLatency}>
          {behindSeconds === null ? stage.realTime : stage.behind(behindSeconds)}
        </span>
      )}
    </span>
  );
}
