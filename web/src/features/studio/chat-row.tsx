import { ActionIcon, Menu } from '@mantine/core';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ChatLine } from '../../live/chat-log.ts';
import { formatClock } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './studio.module.css';
import type { useModeration } from './use-moderation.ts';

type ChatRowProps = {
  line: ChatLine;
  acts: ReturnType<typeof useModeration>;
  isPinned: boolean;
  /** Whether its author moderates now; the line says whether she did then. */
  isModerator: boolean;
};

/** One message and what the crew may do with it and its author. */
export function ChatRow({ acts, isModerator, isPinned, line }: ChatRowProps) {
  const { chat, studio } = useWords();
  const locale = useLocale();
  const { at, author, isHighlighted, text } = line;
  return (
    <li className={styles.message} data-crew={author.isCrew || undefined} data-lifted={isHighlighted || undefined}>
      <p>
        {isHighlighted && <em>{chat.highlighted}</em>}
        {author.isModerator && <em>{chat.moderator}</em>}
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
            <Menu.Item leftSection={<Icon name="bolt" size={15} />} onClick={() => acts.setHighlighted(line)}>
              {isHighlighted ? chat.acts.unhighlight : chat.acts.highlight}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon name="upload" size={15} />}
              onClick={() => acts.pin(isPinned ? null : line.messageId)}
            >
              {isPinned ? chat.acts.unpin : chat.acts.pin}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="trash" size={15} />} onClick={() => acts.remove(line.messageId)}>
              {studio.deleteMessage}
            </Menu.Item>
            {!author.isCrew && <AuthorItems author={author} acts={acts} isModerator={isModerator} />}
          </Menu.Dropdown>
        </Menu>
      </span>
    </li>
  );
}

function AuthorItems({
  acts,
  author: { accountId, displayName },
  isModerator,
}: { author: ChatLine['author'] } & Pick<ChatRowProps, 'acts' | 'isModerator'>) {
  const { chat, studio } = useWords();
  return (
    <>
      <Menu.Divider />
      <Menu.Item
        leftSection={<Icon name="person" size={15} />}
        onClick={() => acts.setModerator(accountId, displayName, !isModerator)}
      >
        {isModerator ? chat.acts.dismiss(displayName) : chat.acts.appoint(displayName)}
      </Menu.Item>
      <Menu.Item
        leftSection={<Icon name="volumeOff" size={15} />}
        onClick={() => acts.setMuted(accountId, displayName, true)}
      >
        {studio.mute(displayName)}
      </Menu.Item>
      <Menu.Item leftSection={<Icon name="trash" size={15} />} onClick={() => acts.removeAllOf(accountId)}>
        {chat.acts.deleteAll(displayName)}
      </Menu.Item>
      <Menu.Item
        color="coral"
        leftSection={<Icon name="lock" size={15} />}
        onClick={() => acts.setBanned(accountId, displayName, true)}
      >
        {chat.acts.ban(displayName)}
      </Menu.Item>
    </>
  );
}
