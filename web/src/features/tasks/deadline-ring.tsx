import { useNow } from '../../hooks/use-now.ts';
import { useWords } from '../../hooks/use-words.ts';
import styles from './tasks.module.css';

const RADIUS = 18;
const AROUND = 2 * Math.PI * RADIUS;
const HURRY_MS = 60_000;

type DeadlineRingProps = { openedAt: string; deadlineAt: string; serverNowMs: () => number };

/** The time that is left of a task, as a ring that empties and a number: minutes, at the end seconds. */
export function DeadlineRing({ deadlineAt, openedAt, serverNowMs }: DeadlineRingProps) {
  const { room } = useWords().tasks;
  useNow(1_000);
  const leftMs = Math.max(0, Date.parse(deadlineAt) - serverNowMs());
  const share = leftMs / Math.max(1, Date.parse(deadlineAt) - Date.parse(openedAt));
  const isLast = leftMs < HURRY_MS;
  const count = isLast ? Math.ceil(leftMs / 1_000) : Math.ceil(leftMs / 60_000);
  const text = isLast ? room.secondsLeft(count) : room.minutesLeft(count);
  return (
    <span className={styles.ring} data-hurry={isLast || undefined}>
      <svg viewBox="0 0 44 44" aria-hidden="true">
        <circle cx="22" cy="22" r={RADIUS} />
        <circle
          cx="22"
          cy="22"
          r={RADIUS}
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - Math.min(1, share))}
        />
      </svg>
      <b aria-hidden="true">{text}</b>
      <span className="visually-hidden">{room.left(text)}</span>
    </span>
  );
}
