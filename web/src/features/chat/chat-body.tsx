import { useCallback, useState } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import type { ChatSession } from '../../live/chat-session.ts';
import type { ModerationDesk } from '../../live/moderation-desk.ts';
import { ChatComposer } from './chat-composer.tsx';
import { ChatList } from './chat-list.tsx';
import { DeletedLine } from './deleted-line.tsx';
import { LineActs } from './line-acts.tsx';
import { PinnedLine } from './pinned-line.tsx';
import { ReviewQueue } from './review-queue.tsx';
import { SlowSelect } from './slow-select.tsx';

export type ChatBodyProps = {
  chat: ChatSession;
  /** Null for who does not moderate. */
  desk: ModerationDesk | null;
  myAccountId: string;
  isMuted: boolean;
  isConnected: boolean;
};

/** What is said and a line to say something, with a moderator's acts for who is one. */
export function ChatBody({ chat, desk, isConnected, isMuted, myAccountId }: ChatBodyProps) {
  const lines = useSignal(chat.lines);
  const { omitted, pinned, slowSeconds } = useSignal(chat.mood);
  const saidAtMs = useSignal(chat.saidAtMs);
  const [deletedId, setDeletedId] = useState<string | null>(null);
  const forgetDeleted = useCallback(() => setDeletedId(null), []);
  return (
    <>
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
    </>
  );
}

/** A moderator's slow mode, beside the chat's title; nothing for others. */
export function ChatPace({ chat, desk }: Pick<ChatBodyProps, 'chat' | 'desk'>) {
  const { slowSeconds } = useSignal(chat.mood);
  // What the server did not take stands as it was.
  return (
    desk && <SlowSelect slowSeconds={slowSeconds} onChange={(seconds) => void desk.setSlow(seconds).catch(() => {})} />
  );
}
