import { ActionIcon, NativeSelect } from '@mantine/core';
import type { chat } from '@shoal/contract';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ChatRow } from './chat-row.tsx';
import { ReviewList } from './review-list.tsx';
import { SayForm } from './say-form.tsx';
import styles from './studio.module.css';
import { useModeration } from './use-moderation.ts';
import { useStickyEnd } from './use-sticky-end.ts';

type ChatTabProps = { live: StudioLive };

/** What the school says; newest at the end, and it stays there unless she scrolled up to read. */
export function ChatTab({ live }: ChatTabProps) {
  const { studio } = useWords();
  const lines = useSignal(live.chat);
  const { pinned, slowSeconds } = useSignal(live.chatMood);
  const { held, moderators } = useSignal(live.moderation.state);
  const list = useStickyEnd(lines);
  const acts = useModeration(live);
  return (
    <>
      <ReviewList held={held} onDecide={acts.review} />
      {pinned && <Pinned message={pinned} onUnpin={() => acts.pin(null)} />}
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
            acts={acts}
            isPinned={pinned?.messageId === line.messageId}
            isModerator={moderators.some(({ accountId }) => accountId === line.author.accountId)}
          />
        ))}
      </ul>
      <SlowMode slowSeconds={slowSeconds} onChange={acts.setSlow} />
      <SayForm live={live} />
    </>
  );
}

function Pinned({ message, onUnpin }: { message: chat.ChatMessage; onUnpin: () => void }) {
  const words = useWords().chat;
  return (
    <p className={styles.pinned}>
      <em>{words.pinned}</em>
      <span>
        <b>{message.author.displayName}</b> {message.text}
      </span>
      <ActionIcon size={24} aria-label={words.acts.unpin} onClick={onUnpin}>
        <Icon name="close" size={14} />
      </ActionIcon>
    </p>
  );
}

const steps = [0, 5, 10, 30, 60] as const satisfies readonly chat.SlowSeconds[];

type SlowModeProps = { slowSeconds: chat.SlowSeconds; onChange: (slowSeconds: chat.SlowSeconds) => void };
function SlowMode({ onChange, slowSeconds }: SlowModeProps) {
  const { slow } = useWords().chat;
  return (
    <div className={styles.slow}>
      <span>{slow.label}</span>
      <NativeSelect
        size="xs"
        aria-label={slow.label}
        value={slowSeconds}
        data={steps.map((seconds) => ({
          value: `${seconds}`,
          label: seconds === 0 ? slow.off : slow.every(seconds),
        }))}
        onChange={({ currentTarget }) => onChange(steps[currentTarget.selectedIndex] ?? 0)}
      />
    </div>
  );
}
