import { AppError, type CommandInput, chat, type MessageId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { decideHeld, findMessage, findStanding, setHighlighted, toChatMessage } from './chat.store.ts';
import type { ChatDeps } from './chat-deps.ts';
import { putChatRoom } from './chat-rooms.store.ts';
import { forgetRules } from './moderate.ts';
import { tellModerators } from './tell-moderators.ts';

export type DirectChatDeps = Pick<
  ChatDeps,
  'db' | 'fanOut' | 'now' | 'recent' | 'requireModeration' | 'rules' | 'tellOthers' | 'voice'
>;

/** Sets the seconds between two messages of a guest. Safe to repeat. @throws AppError `shows.not_found` */
export async function setSlowMode(
  deps: DirectChatDeps,
  caller: Member,
  { showId, slowSeconds }: CommandInput<typeof chat.setSlowMode>,
): Promise<void> {
  await deps.requireModeration(deps.db, caller, showId);
  await putChatRoom(deps.db, showId, { slowSeconds });
  forgetRules(deps, showId);
  deps.voice.toShow(showId, chat.slowChanged, { showId, slowSeconds });
}

/** Lifts a message out or puts it back. Safe to repeat. @throws AppError `shows.not_found` | `chat.not_found` */
export async function highlightMessage(
  deps: DirectChatDeps,
  caller: Member,
  { isHighlighted, messageId, showId }: CommandInput<typeof chat.highlightChat>,
): Promise<void> {
  await deps.requireModeration(deps.db, caller, showId);
  const stored = await setHighlighted(deps.db, { showId, messageId }, isHighlighted);
  if (!stored) throw noMessage(messageId);
  const message = toChatMessage(stored);
  deps.recent.change(showId, message);
  deps.tellOthers({ kind: 'changed', showId, message });
  forgetRules(deps, showId); // It may be the pinned one.
  deps.voice.toShow(showId, chat.chatHighlighted, { showId, message });
}

/** Puts one message above the chat, or none; who joins later is answered it too [CH8]. @throws AppError `shows.not_found` | `chat.not_found` */
export async function pinMessage(
  deps: DirectChatDeps,
  caller: Member,
  { messageId, showId }: CommandInput<typeof chat.pinChat>,
): Promise<void> {
  await deps.requireModeration(deps.db, caller, showId);
  const stored = messageId && (await findStanding(deps.db, { showId, messageId }));
  if (messageId && !stored) throw noMessage(messageId);
  await putChatRoom(deps.db, showId, { pinnedMessageId: messageId });
  forgetRules(deps, showId);
  deps.voice.toShow(showId, chat.chatPinned, { showId, message: stored ? toChatMessage(stored) : null });
}

/**
 * Lets a held message through or refuses it. The first decision stands and a repeat changes nothing.
 * @throws AppError `shows.not_found` | `chat.not_found`
 */
export async function reviewMessage(
  deps: DirectChatDeps,
  caller: Member,
  { isPassed, messageId, showId }: CommandInput<typeof chat.reviewChat>,
): Promise<void> {
  await deps.requireModeration(deps.db, caller, showId);
  const decided = { accountId: caller.accountId, at: deps.now(), review: isPassed ? 'passed' : 'refused' } as const;
  const stored = await decideHeld(deps.db, { showId, messageId }, decided);
  if (!stored) {
    const before = await findMessage(deps.db, messageId);
    if (before?.showId === showId && before.review !== 'free') return;
    throw noMessage(messageId);
  }
  const told = { showId, messageId, isPassed };
  tellModerators(deps, await deps.rules.get(showId), showId, chat.chatReviewed, told);
  deps.voice.toPerson(showId, stored.authorId, chat.chatReviewed, told);
  if (!isPassed) return;
  const message = toChatMessage(stored);
  deps.recent.add(showId, message);
  deps.fanOut.add(showId, message, { isLifted: true });
  deps.tellOthers({ kind: 'posted', showId, message, isLifted: true });
}

const noMessage = (messageId: MessageId | null) =>
  new AppError('chat.not_found', `no message ${messageId} in this show`);
