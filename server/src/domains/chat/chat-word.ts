import { AccountId, chat, MessageId, ShowId } from '@shoal/contract';
import { z } from 'zod';

/** What one server tells the others, so that those who are there see and join the same chat. */
export const ChatWord = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('posted'), showId: ShowId, message: chat.ChatMessage, isLifted: z.boolean() }),
  z.strictObject({ kind: z.literal('changed'), showId: ShowId, message: chat.ChatMessage }),
  z.strictObject({ kind: z.literal('restored'), showId: ShowId, message: chat.ChatMessage }),
  z.strictObject({ kind: z.literal('deleted'), showId: ShowId, messageId: MessageId }),
  z.strictObject({ kind: z.literal('deletedAllOf'), showId: ShowId, accountId: AccountId }),
  /** Rules of one show, or of all when a brand's words changed. */
  z.strictObject({ kind: z.literal('rulesChanged'), showId: ShowId.nullable() }),
]);
export type ChatWord = z.infer<typeof ChatWord>;
