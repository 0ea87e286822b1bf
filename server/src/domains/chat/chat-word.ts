import { chat, MessageId, ShowId } from '@shoal/contract';
import { z } from 'zod';

/** What one server tells the others, so that those who join there see the same last messages. */
export const ChatWord = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('posted'), showId: ShowId, message: chat.ChatMessage }),
  z.strictObject({ kind: z.literal('deleted'), showId: ShowId, messageId: MessageId }),
]);
export type ChatWord = z.infer<typeof ChatWord>;
