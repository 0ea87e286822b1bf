import { z } from 'zod';
import { command } from '../command.ts';
import { AccountId, MessageId, ShowId } from '../ids.ts';
import { MAX_CHAT_LENGTH } from '../limits.ts';
import { crew, members } from '../roles.ts';
import { line } from '../text.ts';
import { ChatMessage, ModeratedPerson, SaidMessage, SlowSeconds } from './message.ts';

export const sendChat = command({
  name: 'chat:send',
  callers: members,
  input: z.strictObject({
    showId: ShowId,
    /** Made by the client: a retry with the same id is the same message. */
    messageId: MessageId,
    text: line(MAX_CHAT_LENGTH),
  }),
  output: SaidMessage,
  errors: [
    'shows.not_found',
    'shows.not_joined',
    'shows.wrong_state',
    'chat.muted',
    'chat.too_soon',
    'request.rate_limited',
    'request.key_reused',
  ],
  summary: 'Says something in the room; one message per 2 s, three at once, fewer in slow mode',
});

export const deleteChat = command({
  name: 'chat:delete',
  callers: members,
  input: z.strictObject({ showId: ShowId, messageId: MessageId }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'chat.not_found'],
  summary: 'Takes a message out of every room; safe to repeat',
});

export const restoreChat = command({
  name: 'chat:restore',
  callers: members,
  input: z.strictObject({ showId: ShowId, messageId: MessageId }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'chat.not_found', 'chat.too_late'],
  summary: 'Puts back where it stood a message that was taken out in the last 30 s; safe to repeat',
});

export const deleteAllOf = command({
  name: 'chat:deleteAllOf',
  callers: members,
  input: z.strictObject({ showId: ShowId, accountId: AccountId }),
  output: z.strictObject({ deleted: z.int() }),
  errors: ['shows.not_found', 'accounts.not_found'],
  summary: 'Takes out all that a guest said in this show; safe to repeat',
});

export const muteAuthor = command({
  name: 'chat:mute',
  callers: members,
  input: z.strictObject({ showId: ShowId, accountId: AccountId, isMuted: z.boolean() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'accounts.not_found'],
  summary: 'Mutes or unmutes one guest in this show; a moderator only by the crew',
});

export const banGuest = command({
  name: 'chat:ban',
  callers: members,
  input: z.strictObject({ showId: ShowId, accountId: AccountId, isBanned: z.boolean() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'accounts.not_found'],
  summary: 'Closes a show to a guest on all her devices, whatever invitation comes, or opens it again',
});

export const setSlowMode = command({
  name: 'chat:slow',
  callers: members,
  input: z.strictObject({ showId: ShowId, slowSeconds: SlowSeconds }),
  output: z.strictObject({}),
  errors: ['shows.not_found'],
  summary: 'Sets the seconds between two messages of a guest; 0 is off',
});

export const highlightChat = command({
  name: 'chat:highlight',
  callers: members,
  input: z.strictObject({ showId: ShowId, messageId: MessageId, isHighlighted: z.boolean() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'chat.not_found'],
  summary: 'Lifts a message out so that everybody sees it, or puts it back',
});

export const pinChat = command({
  name: 'chat:pin',
  callers: members,
  input: z.strictObject({ showId: ShowId, messageId: MessageId.nullable() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'chat.not_found'],
  summary: 'Puts one message above the chat, or none',
});

export const reviewChat = command({
  name: 'chat:review',
  callers: members,
  input: z.strictObject({ showId: ShowId, messageId: MessageId, isPassed: z.boolean() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'chat.not_found'],
  summary: 'Lets a held message through or refuses it; the first decision stands',
});

export const listModeration = command({
  name: 'chat:listModeration',
  callers: members,
  input: z.strictObject({ showId: ShowId }),
  output: z.strictObject({
    /** Oldest first, at most 200. */
    held: z.array(ChatMessage),
    banned: z.array(ModeratedPerson),
    moderators: z.array(ModeratedPerson),
  }),
  errors: ['shows.not_found'],
  summary: 'What waits for review, who is banned and who moderates',
});

export const appointModerator = command({
  name: 'chat:appoint',
  callers: crew,
  input: z.strictObject({ showId: ShowId, accountId: AccountId, isModerator: z.boolean() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'accounts.not_found'],
  summary: 'Makes an invited guest a moderator of this show, or takes that back',
});
