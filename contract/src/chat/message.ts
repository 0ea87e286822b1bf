import { z } from 'zod';
import { AccountId, MessageId } from '../ids.ts';
import { DurationMs, Instant } from '../time.ts';

export const ChatMessage = z.strictObject({
  messageId: MessageId,
  at: Instant,
  programmeMs: DurationMs,
  author: z.strictObject({
    accountId: AccountId,
    displayName: z.string(),
    isCrew: z.boolean(),
    /** Appointed for this show when she said it. */
    isModerator: z.boolean(),
  }),
  text: z.string(),
  /** The crew wants everybody to see it. */
  isHighlighted: z.boolean(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** Newest last. */
export const RecentChat = z.array(ChatMessage);

/** What its author is answered: held until somebody reviews it, or posted. */
export const SaidMessage = ChatMessage.extend({ isHeld: z.boolean() });
export type SaidMessage = z.infer<typeof SaidMessage>;

/** Seconds between two messages of one guest; 0 is off. */
export const SlowSeconds = z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(30), z.literal(60)]);
export type SlowSeconds = z.infer<typeof SlowSeconds>;

/** What holds for a show's chat as a whole; each client has it from its join on. */
export const ChatRoom = z.strictObject({ slowSeconds: SlowSeconds, pinned: ChatMessage.nullable() });
export type ChatRoom = z.infer<typeof ChatRoom>;

/** Somebody about whom something was decided. */
export const ModeratedPerson = z.strictObject({ accountId: AccountId, displayName: z.string(), since: Instant });
export type ModeratedPerson = z.infer<typeof ModeratedPerson>;
