import { useCallback, useState } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ChatSession } from '../../live/chat-session.ts';
import type { ModerationDesk } from '../../live/moderation-desk.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { ChatComposer } from './chat-composer.tsx';
import { ChatList } from './chat-list.tsx';
import { DeletedLine } from './deleted-line.tsx';
import { LineActs } from './line-acts.tsx';
import { PinnedLine } from './pinned-line.tsx';
import { ReviewQueue } from './review-queue.tsx';
import { SlowSelect } from './slow-select.tsx';

type ChatSheetProps = {
  chat: ChatSession;
  /** Null for who does not moderate. */
  desk: ModerationDesk | null;
  myAccountId: string;
  isMuted: boolean;
  isConnected: boolean;
  onClose: () => void;
};

/** The whole chat over the feed; the picture stays visible above it. */
export function ChatSheet({ chat, desk, isConnected, isMuted, myAccountId, onClose }: ChatSheetProps) {
  const { title } = useWords().room.chat;
  const lines = useSignal(chat.lines);
  const { omitted, pinned, slowSeconds } = useSignal(chat.mood);
  const saidAtMs = useSignal(chat.saidAtMs);
  const [deletedId, setDeletedId] = useState<string | null>(null);
  const forgetDeleted = useCallback(() => setDeletedId(null), []);
  return (
    <Sheet
      title={title}
      onClose={onClose}
      isTall
      aside={
        desk && (
          // What the server did not take stands as it was.
          <SlowSelect slowSeconds={slowSeconds} onChange={(seconds) => void desk.setSlow(seconds).catch(() => {})} />
        )
      }
    >
      {desk && <ReviewQueue desk={desk} />}
      <PinnedLine message={pinned} />
      <ChatList
        lines={lines}
        omitted={omitted}
        myAccountId={myAccountId}
        onRetry={(messageId) => chat.retry(messageId)}
        {...(desk && {
          actsFor: (line) =>
            line.delivery === 'sent' && (
              <LineActs
                line={line}
                desk={desk}
                isMine={line.author.accountId === myAccountId}
                isPinned={pinned?.messageId === line.messageId}
                onDeleted={setDeletedId}
              />
            ),
        })}
      />
      {desk && deletedId && <DeletedLine key={deletedId} messageId={deletedId} desk={desk} onGone={forgetDeleted} />}
      <ChatComposer
        isMuted={isMuted}
        isConnected={isConnected}
        slowSeconds={desk ? 0 : slowSeconds}
        saidAtMs={saidAtMs}
        onSay={(text) => chat.say(text)}
      />
    </Sheet>
  );
}
