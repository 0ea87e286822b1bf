import { MAX_CHAT_LENGTH } from '@shoal/contract/limits';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './chat.module.css';

type ChatComposerProps = { isMuted: boolean; isConnected: boolean; onSay: (text: string) => void };

/** One line to say something. What cannot be sent now stays in the field. */
export function ChatComposer({ isConnected, isMuted, onSay }: ChatComposerProps) {
  const { chat } = useWords().room;
  const [text, setText] = useState('');
  if (isMuted) {
    return (
      <p className={styles.muted} role="status">
        {chat.muted}
      </p>
    );
  }
  const isEmpty = text.trim() === '';
  const say = (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty || !isConnected) return;
    onSay(text.trim());
    setText('');
  };
  return (
    <form className={styles.composer} onSubmit={say}>
      <input
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={isConnected ? chat.placeholder : chat.notNow}
        aria-label={chat.placeholder}
        maxLength={MAX_CHAT_LENGTH}
        enterKeyHint="send"
        autoComplete="off"
      />
      <TapButton type="submit" look="primary" icon="send" label={chat.send} isDisabled={isEmpty || !isConnected} />
    </form>
  );
}
