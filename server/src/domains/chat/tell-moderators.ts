import type { Broadcast, BroadcastPayload, ShowId } from '@shoal/contract';
import type { ChatDeps } from './chat-deps.ts';
import type { ChatRules } from './chat-rules.ts';

/** Tells the studio and the moderators, who are few. */
export function tellModerators<B extends Broadcast>(
  { voice }: Pick<ChatDeps, 'voice'>,
  { moderators }: Pick<ChatRules, 'moderators'>,
  showId: ShowId,
  ...said: [B, BroadcastPayload<B>]
): void {
  voice.toStudio(showId, ...said);
  for (const accountId of moderators) voice.toPerson(showId, accountId, ...said);
}
