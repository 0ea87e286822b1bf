import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { MessageId, ShowId } from '../ids.ts';
import { ChatMessage } from './message.ts';

export const chatPosted = broadcast({
  name: 'chat:posted',
  payload: z.strictObject({ showId: ShowId, message: ChatMessage }),
  summary: 'Somebody said something; may be lost, newest matters',
});

export const chatDeleted = broadcast({
  name: 'chat:deleted',
  payload: z.strictObject({ showId: ShowId, messageId: MessageId }),
  summary: 'A message was taken out',
});

/** To the muted person's own sockets, and to the studio. */
export const chatMuted = broadcast({
  name: 'chat:muted',
  payload: z.strictObject({ showId: ShowId, accountId: z.uuid().brand<'AccountId'>(), isMuted: z.boolean() }),
  summary: 'Somebody was muted or unmuted',
});
