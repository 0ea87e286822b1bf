import { useWords } from '../../hooks/use-words.ts';
import styles from './stage.module.css';

type LiveBadgeProps = {
  /** Seconds behind the host; null in real time. */
  behindSeconds?: number | null;
  /** Whether to say how late the picture is. */
  hasPicture?: boolean;
};

/** Coral: on air, and how far behind the host's own picture. */
export function LiveBadge({ behindSeconds = null, hasPicture = false }: LiveBadgeProps) {
  const { stage } = useWords().room;
  return (
    <span className={styles.badge}>
      <span className={styles.badgeLive}>
        <i className={styles.dot} />
        {stage.live}
      </span>
      {hasPicture && (
        <span className={styles.badgeLatency}>
          {behindSeconds === null ? stage.realTime : stage.behind(behindSeconds)}
        </span>
      )}
    </span>
  );
}
