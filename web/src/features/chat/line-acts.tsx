import { useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ChatLine } from '../../live/chat-log.ts';
import type { ModerationDesk } from '../../live/moderation-desk.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './chat.module.css';

type LineActsProps = {
  line: ChatLine;
  desk: ModerationDesk;
  /** Nobody mutes or bans herself. */
  isMine: boolean;
  isPinned: boolean;
  onDeleted: (messageId: string) => void;
};

/** What a moderator may do with a line: one button, and the acts below the line when it is pressed. */
export function LineActs({ desk, isMine, isPinned, line, onDeleted }: LineActsProps) {
  const { acts } = useWords().chat;
  const toWords = useFailureWords();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { accountId, displayName, isCrew } = line.author;
  // The line says whether its author moderated when she wrote it; what counts is now.
  const isModerator = useSignal(desk.state).moderators.some((one) => one.accountId === accountId);
  const press = (act: () => Promise<unknown>) => () => {
    setFailure(null);
    act().then(() => setIsOpen(false), setFailure);
  };
  // The line is gone then, so the way back is not below it.
  const deleteLine = () => desk.deleteMessage(line.messageId).then(() => onDeleted(line.messageId));
  return (
    <>
      <span className={styles.more}>
        <TapButton icon="more" label={acts.menu(displayName)} isPressed={isOpen} onClick={() => setIsOpen(!isOpen)} />
      </span>
      {isOpen && (
        <span className={styles.acts}>
          <TapButton icon="trash" onClick={press(deleteLine)}>
            {acts.delete}
          </TapButton>
          <TapButton onClick={press(() => desk.setHighlighted(line.messageId, !line.isHighlighted))}>
            {line.isHighlighted ? acts.unhighlight : acts.highlight}
          </TapButton>
          <TapButton onClick={press(() => desk.pin(isPinned ? null : line.messageId))}>
            {isPinned ? acts.unpin : acts.pin}
          </TapButton>
          {!isMine && !isCrew && !isModerator && (
            <>
              <TapButton icon="volumeOff" onClick={press(() => desk.setMuted(accountId, true))}>
                {acts.mute(displayName)}
              </TapButton>
              <TapButton onClick={press(() => desk.deleteAllOf(accountId))}>{acts.deleteAll(displayName)}</TapButton>
              <TapButton onClick={press(() => desk.setBanned(accountId, true))}>{acts.ban(displayName)}</TapButton>
            </>
          )}
          {failure !== null && <small role="alert">{toWords(failure)}</small>}
        </span>
      )}
    </>
  );
}
