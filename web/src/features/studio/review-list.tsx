import { Button } from '@mantine/core';
import type { chat } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './studio.module.css';

type ReviewListProps = {
  held: readonly chat.ChatMessage[];
  onDecide: (messageId: string, isPassed: boolean) => void;
};

/** What waits for review, with its number; nothing when nothing waits. */
export function ReviewList({ held, onDecide }: ReviewListProps) {
  const { review } = useWords().chat;
  if (held.length === 0) return null;
  return (
    <section className={styles.review} aria-label={review.title(held.length)}>
      <p aria-live="polite">
        <b>{review.title(held.length)}</b> <small>{review.hint}</small>
      </p>
      <ul>
        {held.map(({ author, messageId, text }) => (
          <li key={messageId}>
            <span>
              <b>{author.displayName}</b> {text}
            </span>
            <Button
              size="compact-xs"
              variant="light"
              aria-label={review.passOf(author.displayName)}
              onClick={() => onDecide(messageId, true)}
            >
              {review.pass}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-label={review.refuseOf(author.displayName)}
              onClick={() => onDecide(messageId, false)}
            >
              {review.refuse}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
