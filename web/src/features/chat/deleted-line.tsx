import { useEffect, useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ModerationDesk } from '../../live/moderation-desk.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './chat.module.css';

type DeletedLineProps = { messageId: string; desk: Pick<ModerationDesk, 'restoreMessage'>; onGone: () => void };

const OFFERED_MS = 8_000;

/** The way back for a message just taken out; inside the sheet, as what lies below a sheet cannot be pressed. */
export function DeletedLine({ desk, messageId, onGone }: DeletedLineProps) {
  const { chat, common } = useWords();
  const toWords = useFailureWords();
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    const timer = setTimeout(onGone, OFFERED_MS);
    return () => clearTimeout(timer);
  }, [onGone]);
  return (
    <p className={styles.deleted} role="status">
      {failure === null ? chat.acts.deleted : toWords(failure)}
      <TapButton onClick={() => desk.restoreMessage(messageId).then(onGone, setFailure)}>{common.undo}</TapButton>
    </p>
  );
}
