import { useWords } from '../../hooks/use-words.ts';
import styles from './chat.module.css';
import { ChatBody, type ChatBodyProps, ChatPace } from './chat-body.tsx';

/** The whole chat where there is room for it beside everything else. */
export function ChatPanel(body: ChatBodyProps) {
  const { title } = useWords().room.chat;
  return (
    <section className={styles.panel} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <ChatPace {...body} />
      </header>
      <ChatBody {...body} />
    </section>
  );
}
