import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { AccountId, MessageId, ShowId } from '../ids.ts';
import { ChatMessage, SlowSeconds } from './message.ts';

export const chatPosted = broadcast({
  name: 'chat:posted',
  payload: z.strictObject({ showId: ShowId, message: ChatMessage }),
  summary: 'Somebody said something; may be lost, newest matters',
});

/** Several at once; in a loud room a sample, which says how many it leaves out [CH2]. */
export const chatPostedMany = broadcast({
  name: 'chat:postedMany',
  payload: z.strictObject({ showId: ShowId, messages: z.array(ChatMessage), omitted: z.int().min(0) }),
  summary: 'Several people said something; what a loud room cannot read is counted instead',
});

export const chatDeleted = broadcast({
  name: 'chat:deleted',
  payload: z.strictObject({ showId: ShowId, messageId: MessageId }),
  summary: 'A message was taken out',
});

export const chatRestored = broadcast({
  name: 'chat:restored',
  payload: z.strictObject({ showId: ShowId, message: ChatMessage }),
  summary: 'A message that was taken out stands again where it stood',
});

export const chatDeletedAllOf = broadcast({
  name: 'chat:deletedAllOf',
  payload: z.strictObject({ showId: ShowId, accountId: AccountId }),
  summary: 'All messages of one person were taken out',
});

/** To the muted person's own sockets, and to the studio. */
export const chatMuted = broadcast({
  name: 'chat:muted',
  payload: z.strictObject({ showId: ShowId, accountId: AccountId, isMuted: z.boolean() }),
  summary: 'Somebody was muted or unmuted',
});

/** To the studio and the show's moderators. */
export const chatBanned = broadcast({
  name: 'chat:banned',
  payload: z.strictObject({ showId: ShowId, accountId: AccountId, isBanned: z.boolean() }),
  summary: 'Somebody was banned, or may come back',
});

/** To the appointed person's own sockets, and to the studio. */
export const moderatorChanged = broadcast({
  name: 'chat:moderatorChanged',
  payload: z.strictObject({ showId: ShowId, accountId: AccountId, isModerator: z.boolean() }),
  summary: 'Somebody became a moderator, or is none any more',
});

export const slowChanged = broadcast({
  name: 'chat:slowChanged',
  payload: z.strictObject({ showId: ShowId, slowSeconds: SlowSeconds }),
  summary: 'Guests may speak less often, or freely again',
});

/** Whole, for those whom a loud room did not show it. */
export const chatHighlighted = broadcast({
  name: 'chat:highlighted',
  payload: z.strictObject({ showId: ShowId, message: ChatMessage }),
  summary: 'A message was lifted out, or is like the others again',
});

export const chatPinned = broadcast({
  name: 'chat:pinned',
  payload: z.strictObject({ showId: ShowId, message: ChatMessage.nullable() }),
  summary: 'One message stands above the chat, or none any more',
});

/** To the studio and the show's moderators. */
export const chatHeld = broadcast({
  name: 'chat:held',
  payload: z.strictObject({ showId: ShowId, message: ChatMessage }),
  summary: 'A message waits for review',
});

/** To its author, the studio and the show's moderators; a passed message also reaches the room. */
export const chatReviewed = broadcast({
  name: 'chat:reviewed',
  payload: z.strictObject({ showId: ShowId, messageId: MessageId, isPassed: z.boolean() }),
  summary: 'A held message was let through or refused',
});
