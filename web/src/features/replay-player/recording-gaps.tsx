import type { replays } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import { formatSpan } from '../../ui/format-time.ts';
import styles from './replay-player.module.css';

type Gap = replays.Replay['gaps'][number];
type RecordingGapsProps = { gaps: readonly Gap[]; onJump: (atMs: number) => void };

/** For the crew: where the recording lacks a piece of the show, how long, and why. Nothing when it lacks none. */
export function RecordingGaps({ gaps, onJump }: RecordingGapsProps) {
  const words = useWords().room.replay;
  if (gaps.length === 0) return null;
  return (
    <details className={styles.gaps}>
      <summary>{words.gaps(gaps.length)}</summary>
      <ul>
        {gaps.map(({ atMs, because, lostMs }) => (
          <li key={atMs}>
            <button type="button" onClick={() => onJump(atMs)}>
              {words.gapLine(formatSpan(atMs), formatSpan(Math.max(1_000, lostMs)))}
            </button>
            <small>{words.gapBecause[toCause(because)]}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

function toCause(because: Gap['because']): 'publisher' | 'node' | 'disk' | 'other' {
  if (because === 'publisher_gone' || because === 'new_producer') return 'publisher';
  if (because === 'process_died') return 'node';
  return because === 'disk_full' ? 'disk' : 'other';
}
