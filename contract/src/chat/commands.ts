import { z } from 'zod';
import { command } from '../command.ts';
import { AccountId, MessageId, ShowId } from '../ids.ts';
import { MAX_CHAT_LENGTH } from '../limits.ts';
import { crew, members } from '../roles.ts';
import { line } from '../text.ts';
import { ChatMessage } from './message.ts';

export const sendChat = command({
  name: 'chat:send',
  callers: members,
  input: z.strictObject({
    showId: ShowId,
    /** Made by the client: a retry with the same id is the same message. */
    messageId: MessageId,
    text: line(MAX_CHAT_LENGTH),
  }),
  output: ChatMessage,
  errors: ['shows.not_found', 'shows.not_joined', 'shows.wrong_state', 'chat.muted', 'request.rate_limited'],
  summary: 'Says something in the room; one message per 2 s, three at once',
});

export const deleteChat = command({
  name: 'chat:delete',
  callers: crew,
  input: z.strictObject({ showId: ShowId, messageId: MessageId }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'chat.not_found'],
  summary: 'Takes a message out of every room; safe to repeat',
});

export const muteAuthor = command({
  name: 'chat:mute',
  callers: crew,
  input: z.strictObject({ showId: ShowId, accountId: AccountId, isMuted: z.boolean() }),
  output: z.strictObject({}),
  errors: ['shows.not_found', 'accounts.not_found'],
  summary: 'Mutes or unmutes one person in this show',
});
