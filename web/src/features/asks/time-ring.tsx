import { useWords } from '../../hooks/use-words.ts';
import styles from './ask-card.module.css';
import type { AskView } from './use-ask.ts';

const RADIUS = 18;
const AROUND = 2 * Math.PI * RADIUS;
const HURRY_MS = 10_000;

/** The time that is left, as a ring that empties and a number. */
export function TimeRing({ view: { leftMs, leftShare } }: { view: AskView }) {
  const { room } = useWords().asks;
  const seconds = Math.ceil(leftMs / 1_000);
  return (
    <span className={styles.ring} data-hurry={leftMs < HURRY_MS || undefined}>
      <svg viewBox="0 0 44 44" aria-hidden="true">
        <circle cx="22" cy="22" r={RADIUS} />
        <circle cx="22" cy="22" r={RADIUS} strokeDasharray={AROUND} strokeDashoffset={AROUND * (1 - leftShare)} />
      </svg>
      <b aria-hidden="true" data-long={seconds > 99 || undefined}>
        {seconds}
      </b>
      <span className="visually-hidden">{room.secondsLeft(seconds)}</span>
    </span>
  );
}
