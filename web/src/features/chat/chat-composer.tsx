import { MAX_CHAT_LENGTH } from '@shoal/contract/limits';
import type { FormEvent } from 'react';
import { useDraftText } from '../../hooks/use-draft.ts';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './chat.module.css';
import { useSlowWait } from './use-slow-wait.ts';

type ChatComposerProps = {
  isMuted: boolean;
  isConnected: boolean;
  /** Slow mode for her; 0 when she may speak freely. */
  slowSeconds: number;
  saidAtMs: number;
  onSay: (text: string) => void;
};

/** One line to say something. What cannot be sent now stays in the field. */
export function ChatComposer({ isConnected, isMuted, onSay, saidAtMs, slowSeconds }: ChatComposerProps) {
  const { chat: words, room } = useWords();
  const { chat } = room;
  const waitSeconds = useSlowWait(slowSeconds, saidAtMs);
  const [text, setText] = useDraftText('chat');
  if (isMuted) {
    return (
      <p className={styles.muted} role="status">
        {chat.muted}
      </p>
    );
  }
  const isEmpty = text.trim() === '';
  const canSay = !isEmpty && isConnected && waitSeconds === 0;
  const hint = waitSeconds > 0 ? words.slowWait(waitSeconds) : slowSeconds > 0 ? words.slowOn(slowSeconds) : null;
  const say = (event: FormEvent) => {
    event.preventDefault();
    if (!canSay) return;
    onSay(text.trim());
    setText('');
  };
  return (
    <form className={styles.composer} onSubmit={say}>
      {hint && <small className={styles.slow}>{hint}</small>}
      <input
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={isConnected ? chat.placeholder : chat.notNow}
        aria-label={chat.placeholder}
        maxLength={MAX_CHAT_LENGTH}
        enterKeyHint="send"
        autoComplete="off"
      />
      <TapButton type="submit" look="primary" icon="send" label={chat.send} isDisabled={!canSay} />
    </form>
  );
}
