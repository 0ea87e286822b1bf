import { useWords } from '../../hooks/use-words.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { ChatBody, type ChatBodyProps, ChatPace } from './chat-body.tsx';

type ChatSheetProps = ChatBodyProps & { onClose: () => void };

/** The whole chat over the feed; the picture stays visible above it. */
export function ChatSheet({ onClose, ...body }: ChatSheetProps) {
  const { title } = useWords().room.chat;
  return (
    <Sheet title={title} onClose={onClose} isTall aside={<ChatPace {...body} />}>
      <ChatBody {...body} />
    </Sheet>
  );
}
