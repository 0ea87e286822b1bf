import { ActionIcon, Menu } from '@mantine/core';
import { useLocale } from '../../hooks/locale.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ChatLine } from '../../live/chat-log.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatClock } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { SayForm } from './say-form.tsx';
import styles from './studio.module.css';
import { useModeration } from './use-moderation.ts';
import { useStickyEnd } from './use-sticky-end.ts';

type ChatTabProps = { live: StudioLive };

/** What the school says; newest at the end, and it stays there unless she scrolled up to read. */
export function ChatTab({ live }: ChatTabProps) {
  const { studio } = useWords();
  const lines = useSignal(live.chat);
  const list = useStickyEnd(lines);
  const { remove, setMuted } = useModeration(live);
  return (
    <>
      <ul className={styles.rows} ref={list} aria-label={studio.chat} aria-live="polite">
        {lines.length === 0 && (
          <li>
            <EmptyState isDense icon="chat" title={studio.chatEmpty} text={studio.chatEmptyText} />
          </li>
        )}
        {lines.map((line) => (
          <ChatRow
            key={line.messageId}
            line={line}
            onDelete={() => remove(line.messageId)}
            onMute={() => setMuted(line.author.accountId, line.author.displayName, true)}
          />
        ))}
      </ul>
      <SayForm live={live} />
    </>
  );
}

type ChatRowProps = { line: ChatLine; onDelete: () => void; onMute: () => void };
function ChatRow({ line: { at, author, text }, onDelete, onMute }: ChatRowProps) {
  const { studio } = useWords();
  const locale = useLocale();
  return (
    <li className={styles.message} data-crew={author.isCrew || undefined}>
      <p>
        <b>{author.displayName}</b>
        {text}
        <time dateTime={at}>{formatClock(at, locale)}</time>
      </p>
      <span className={styles.rowActs}>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon size={24} aria-label={studio.messageMenu(author.displayName)}>
              <Icon name="more" size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="trash" size={15} />} onClick={onDelete}>
              {studio.deleteMessage}
            </Menu.Item>
            {!author.isCrew && (
              <Menu.Item leftSection={<Icon name="volumeOff" size={15} />} onClick={onMute}>
                {studio.mute(author.displayName)}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </span>
    </li>
  );
}
