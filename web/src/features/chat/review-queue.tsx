import { useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ModerationDesk } from '../../live/moderation-desk.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './chat.module.css';

/** What waits for a moderator, above her chat; nothing when nothing waits. */
export function ReviewQueue({ desk }: { desk: ModerationDesk }) {
  const { review } = useWords().chat;
  const toWords = useFailureWords();
  const { held } = useSignal(desk.state);
  const [failure, setFailure] = useState<unknown>(null);
  if (held.length === 0) return null;
  const decide = (messageId: string, isPassed: boolean) => {
    setFailure(null);
    desk.review(messageId, isPassed).catch(setFailure);
  };
  return (
    <details className={styles.review}>
      <summary>{review.title(held.length)}</summary>
      <ul aria-label={review.title(held.length)}>
        {held.map(({ author, messageId, text }) => (
          <li key={messageId}>
            <p>
              <b>{author.displayName}</b> {text}
            </p>
            <TapButton label={review.passOf(author.displayName)} onClick={() => decide(messageId, true)}>
              {review.pass}
            </TapButton>
            <TapButton label={review.refuseOf(author.displayName)} onClick={() => decide(messageId, false)}>
              {review.refuse}
            </TapButton>
          </li>
        ))}
      </ul>
      {failure !== null && <small role="alert">{toWords(failure)}</small>}
    </details>
  );
}
