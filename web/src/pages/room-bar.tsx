import { useWords } from '../hooks/use-words.ts';
import { TapButton } from '../ui/tap-button.tsx';
import styles from './room-page.module.css';

type RoomBarProps = {
  canForward: boolean;
  hasDrop: boolean;
  /** Something above the bar is the next thing to do; there is one such thing at a time. */
  isQuiet: boolean;
  visitsTotal: number;
  /** Answers of the host that she has not looked at. */
  newAnswers: number;
  onForward: () => void;
  onVisits: () => void;
  /** Null where the chat stands open already. */
  onChat: (() => void) | null;
  onQuestions: () => void;
};

/** What the thumb reaches: forward, my visits, questions, chat. */
export function RoomBar({ canForward, hasDrop, isQuiet, newAnswers, visitsTotal, ...on }: RoomBarProps) {
  const { questions, room } = useWords();
  return (
    <nav className={styles.bar}>
      {canForward && (
        <TapButton
          look={isQuiet ? 'soft' : 'primary'}
          icon="forward"
          isWide
          isDisabled={!hasDrop}
          onClick={on.onForward}
        >
          {room.feed.forward}
        </TapButton>
      )}
      {canForward && (
        <TapButton icon="people" onClick={on.onVisits}>
          {room.visits.bar}
          {visitsTotal > 0 && <b className={styles.count}>{visitsTotal}</b>}
        </TapButton>
      )}
      <TapButton icon="question" onClick={on.onQuestions}>
        {questions.bar}
        {newAnswers > 0 && (
          <b className={styles.count} role="img" aria-label={questions.newAnswers(newAnswers)}>
            {newAnswers}
          </b>
        )}
      </TapButton>
      {on.onChat && (
        <TapButton icon="chat" onClick={on.onChat}>
          {room.chat.bar}
        </TapButton>
      )}
    </nav>
  );
}
