import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CallFailure } from '../../api/call-failure.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ChatLine, ChatLog } from '../../live/chat-log.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './chat.module.css';

type ChatListProps = {
  lines: ChatLog;
  myAccountId: string;
  onRetry?: (messageId: string) => void;
  /** What a moderator may do with a line; stands at its end. */
  actsFor?: (line: ChatLine) => ReactNode;
  /** Messages that a loud room left out just now. */
  omitted?: number;
  emptyTitle?: string;
};

const NEAR_END_PX = 80;

/** The chat, newest at the bottom; it follows only who is reading there. */
export function ChatList({ actsFor, emptyTitle, lines, myAccountId, omitted = 0, onRetry }: ChatListProps) {
  const { chat: words, room } = useWords();
  const { chat } = room;
  const { list, newCount, onScroll, toEnd } = useFollowing(lines);
  if (lines.length === 0) {
    return (
      <div className={styles.list}>
        <EmptyState
          icon="chat"
          title={emptyTitle ?? chat.empty}
          {...(!emptyTitle && { text: chat.emptyText })}
          isDense
        />
      </div>
    );
  }
  return (
    <div className={styles.frame}>
      <ol ref={list} className={styles.list} onScroll={onScroll} aria-label={chat.title}>
        {lines.map((line) => (
          <Line
            key={line.messageId}
            line={line}
            isMine={line.author.accountId === myAccountId}
            acts={actsFor?.(line)}
            {...(onRetry && { onRetry })}
          />
        ))}
      </ol>
      {omitted > 0 && <p className={styles.omitted}>{words.omitted(omitted)}</p>}
      {newCount > 0 && (
        <button type="button" className={styles.pill} onClick={toEnd}>
          {chat.newMessages(newCount)}
        </button>
      )}
    </div>
  );
}

function useFollowing(lines: ChatLog) {
  const list = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  const [readUntil, setReadUntil] = useState<string | undefined>(lines.at(-1)?.messageId);
  const newestId = lines.at(-1)?.messageId;
  useEffect(() => {
    if (!list.current || !isAtEnd.current || !newestId) return;
    list.current.scrollTop = list.current.scrollHeight;
    setReadUntil(newestId);
  }, [newestId]);
  const onScroll = () => {
    const element = list.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (isAtEnd.current) setReadUntil(newestId);
  };
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight, behavior: 'smooth' });
  const readIndex = lines.findLastIndex((line) => line.messageId === readUntil);
  const newCount = readUntil === newestId ? 0 : lines.length - 1 - readIndex;
  return { list, newCount, onScroll, toEnd };
}

type LineProps = { line: ChatLine; isMine: boolean; acts: ReactNode; onRetry?: (messageId: string) => void };
function Line({ acts, isMine, line, onRetry }: LineProps) {
  const { chat: words, room } = useWords();
  const { chat } = room;
  const toWords = useFailureWords();
  return (
    <li
      className={styles.line}
      data-mine={isMine || undefined}
      data-delivery={line.delivery}
      data-lifted={line.isHighlighted || undefined}
    >
      {line.isHighlighted && <em className={styles.lifted}>{words.highlighted}</em>}
      <span className={styles.author}>
        {isMine ? chat.you : line.author.displayName}
        {line.author.isCrew && <em>{chat.crew}</em>}
        {line.author.isModerator && <em>{words.moderator}</em>}
      </span>
      <span className={styles.text}>{line.text}</span>
      {line.delivery === 'pending' && <small className={styles.state}>{chat.pending}</small>}
      {line.delivery === 'held' && <small className={styles.state}>{words.held}</small>}
      {line.delivery === 'refused' && (
        <small className={styles.state} role="alert">
          {words.refused}
        </small>
      )}
      {line.delivery === 'failed' && (
        <small className={styles.state} role="alert">
          {chat.failed}
          {line.failure && ` · ${toWords(new CallFailure(line.failure, '', 'never'))}`}
          {onRetry && line.failure !== 'chat.muted' && (
            <button type="button" onClick={() => onRetry(line.messageId)}>
              {chat.retry}
            </button>
          )}
        </small>
      )}
      {acts}
    </li>
  );
}
