import { z } from 'zod';
import { AccountId, MessageId } from '../ids.ts';
import { DurationMs, Instant } from '../time.ts';

export const ChatMessage = z.strictObject({
  messageId: MessageId,
  at: Instant,
  programmeMs: DurationMs,
  author: z.strictObject({ accountId: AccountId, displayName: z.string(), isCrew: z.boolean() }),
  text: z.string(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** Newest last. */
export const RecentChat = z.array(ChatMessage);
