import { useWords } from '../../hooks/use-words.ts';
import type { ChatLog } from '../../live/chat-log.ts';
import styles from './chat.module.css';

type ChatLinesProps = { lines: ChatLog; onOpen: () => void };

/** The last two lines, over the picture's lower edge; a tap opens the chat. */
export function ChatLines({ lines, onOpen }: ChatLinesProps) {
  const { chat } = useWords().room;
  const last = lines.slice(-2);
  if (last.length === 0) return null;
  return (
    <button type="button" className={styles.over} onClick={onOpen} aria-label={chat.title}>
      {last.map((line) => (
        <span key={line.messageId} className={styles.overLine}>
          <b>{line.author.displayName}</b> {line.text}
        </span>
      ))}
    </button>
  );
}
