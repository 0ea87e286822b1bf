import { useLocale } from '../../hooks/locale.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatRelative } from '../../ui/format-time.ts';
import styles from './groups.module.css';
import { toRestAdvice } from './rest-advice.ts';
import type { Group } from './use-groups.ts';

type GroupNoteProps = { group: Group };

/** What a group got last; where that was a lot, calmly, that it had better rest. It keeps her from nothing. */
export function GroupNote({ group }: GroupNoteProps) {
  const words = useWords().forward.group;
  const locale = useLocale();
  const nowMs = useNow(60_000);
  const advice = toRestAdvice(group, { words, locale, nowMs });
  return (
    <div className={styles.note} role="status">
      {advice ? (
        <p className={styles.advice}>
          <b>{advice}</b>
          <small>{words.adviceNote}</small>
        </p>
      ) : (
        <p className={styles.last}>
          <LastFed group={group} />
        </p>
      )}
    </div>
  );
}

/** The newest thing that a group got, and when. */
export function LastFed({ group: { last } }: GroupNoteProps) {
  const words = useWords().forward.group;
  const locale = useLocale();
  const nowMs = useNow(60_000);
  return <>{last ? words.last(last.title, formatRelative(last.at, nowMs, locale)) : words.never}</>;
}
