import { MAX_RAISED_LENGTH } from '@shoal/contract/limits';
import { type FormEvent, useState } from 'react';
import { useDraftText } from '../../hooks/use-draft.ts';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './questions.module.css';

type QuestionComposerProps = {
  isMuted: boolean;
  isConnected: boolean;
  isSending: boolean;
  /** How many more she may raise now. */
  left: number;
  /** @returns whether it was taken; what was not stays in the field. */
  onRaise: (text: string) => Promise<boolean>;
};

/** One line to ask the host something. */
export function QuestionComposer({ isConnected, isMuted, isSending, left, onRaise }: QuestionComposerProps) {
  const words = useWords().questions;
  const [text, setText] = useDraftText('question');
  const [isRaised, setRaised] = useState(false);
  if (isMuted) {
    return (
      <p className={styles.muted} role="status">
        {words.muted}
      </p>
    );
  }
  const cannot = text.trim() === '' || !isConnected || left === 0;
  const raise = async (event: FormEvent) => {
    event.preventDefault();
    if (cannot || isSending || !(await onRaise(text.trim()))) return;
    setText('');
    setRaised(true);
  };
  return (
    <form className={styles.composer} onSubmit={(event) => void raise(event)}>
      <input
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setRaised(false);
        }}
        placeholder={isConnected ? words.placeholder : words.notNow}
        aria-label={words.placeholder}
        maxLength={MAX_RAISED_LENGTH}
        enterKeyHint="send"
        autoComplete="off"
      />
      <TapButton type="submit" look="primary" icon="send" label={words.send} isBusy={isSending} isDisabled={cannot} />
      <p className={styles.left} role="status">
        {isRaised && `${words.raised} · `}
        {words.left(left)}
      </p>
    </form>
  );
}
