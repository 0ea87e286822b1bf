import { useWords } from '../hooks/use-words.ts';
import { TapButton } from '../ui/tap-button.tsx';
import styles from './room-page.module.css';

type RoomBarProps = {
  canForward: boolean;
  hasDrop: boolean;
  visitorsTotal: number;
  onForward: () => void;
  onVisits: () => void;
  onChat: () => void;
};

/** What the thumb reaches: forward, my visits, chat. */
export function RoomBar({ canForward, hasDrop, onChat, onForward, onVisits, visitorsTotal }: RoomBarProps) {
  const { room } = useWords();
  return (
    <nav className={styles.bar}>
      {canForward && (
        <TapButton look="primary" icon="forward" isWide isDisabled={!hasDrop} onClick={onForward}>
          {room.feed.forward}
        </TapButton>
      )}
      {canForward && (
        <TapButton icon="people" onClick={onVisits}>
          {room.visits.bar}
          {visitorsTotal > 0 && <b className={styles.count}>{visitorsTotal}</b>}
        </TapButton>
      )}
      <TapButton icon="chat" onClick={onChat}>
        {room.chat.bar}
      </TapButton>
    </nav>
  );
}
