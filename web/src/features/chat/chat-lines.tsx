import type { chat } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import type { ChatLog } from '../../live/chat-log.ts';
import styles from './chat.module.css';

type ChatLinesProps = { lines: ChatLog; pinned: chat.ChatMessage | null; onOpen: () => void };

/** The pinned line and the last ones, two in all, over the picture's lower edge; a tap opens the chat. */
export function ChatLines({ lines, onOpen, pinned }: ChatLinesProps) {
  const { chat: words, room } = useWords();
  const last = lines.slice(pinned ? -1 : -2);
  if (last.length === 0 && !pinned) return null;
  return (
    <button type="button" className={styles.over} onClick={onOpen} aria-label={room.chat.title}>
      {pinned && (
        <span className={styles.overLine}>
          <em>{words.pinned}</em> <b>{pinned.author.displayName}</b> {pinned.text}
        </span>
      )}
      {last.map((line) => (
        <span key={line.messageId} className={styles.overLine}>
          <b>{line.author.displayName}</b> {line.text}
        </span>
      ))}
    </button>
  );
}
