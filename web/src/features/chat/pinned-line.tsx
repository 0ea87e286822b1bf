import type { chat } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './chat.module.css';

/** The one message that stands above the chat. */
export function PinnedLine({ message }: { message: chat.ChatMessage | null }) {
  const words = useWords().chat;
  if (!message) return null;
  return (
    <p className={styles.pinned}>
      <em>{words.pinned}</em>
      <span>
        <b>{message.author.displayName}</b> {message.text}
      </span>
    </p>
  );
}
