import { useWords } from '../../hooks/use-words.ts';
import type { ChatLog } from '../../live/chat-log.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { ChatComposer } from './chat-composer.tsx';
import { ChatList } from './chat-list.tsx';

type ChatSheetProps = {
  lines: ChatLog;
  myAccountId: string;
  isMuted: boolean;
  isConnected: boolean;
  onSay: (text: string) => void;
  onRetry: (messageId: string) => void;
  onClose: () => void;
};

/** The whole chat over the feed; the picture stays visible above it. */
export function ChatSheet({ isConnected, isMuted, lines, myAccountId, onClose, onRetry, onSay }: ChatSheetProps) {
  const { chat } = useWords().room;
  return (
    <Sheet title={chat.title} onClose={onClose} isTall>
      <ChatList lines={lines} myAccountId={myAccountId} onRetry={onRetry} />
      <ChatComposer isMuted={isMuted} isConnected={isConnected} onSay={onSay} />
    </Sheet>
  );
}
