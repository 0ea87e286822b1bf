import type { chat } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './chat.module.css';

const steps = [0, 5, 10, 30, 60] as const satisfies readonly chat.SlowSeconds[];
type SlowSelectProps = { slowSeconds: chat.SlowSeconds; onChange: (slowSeconds: chat.SlowSeconds) => void };

/** How often guests may speak, for a moderator's thumb. */
export function SlowSelect({ onChange, slowSeconds }: SlowSelectProps) {
  const { slow } = useWords().chat;
  return (
    <select
      className={styles.slowSelect}
      aria-label={slow.label}
      value={slowSeconds}
      onChange={({ currentTarget }) => onChange(steps[currentTarget.selectedIndex] ?? 0)}
    >
      {steps.map((seconds) => (
        <option key={seconds} value={seconds}>
          {seconds === 0 ? slow.off : slow.every(seconds)}
        </option>
      ))}
    </select>
  );
}
