import { AppError, type CommandInput, chat } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { RateLimit } from '../../platform/rate-limits.ts';
import { findMessage, insertMessage, type MessageRecord, toChatMessage } from './chat.store.ts';
import type { ChatDeps } from './chat-deps.ts';
import { isMuted } from './mutes.store.ts';
import type { RecentChat } from './recent-chat.ts';

export type PostMessageDeps = Pick<
  ChatDeps,
  'db' | 'getShowState' | 'limits' | 'now' | 'programmeMsAt' | 'requireJoined' | 'tellOthers' | 'voice'
> & { recent: RecentChat };

type Author = { member: Member; socketId: string };

const chatLimit: RateLimit = { name: 'chat', points: 3, windowSeconds: 6 };

/**
 * Says something in the lobby or the live show. A retry with the same id is the same message and is free.
 * @throws AppError `shows.not_joined` | `shows.wrong_state` | `chat.muted` | `request.rate_limited` | `request.key_reused`
 */
export async function postMessage(
  deps: PostMessageDeps,
  { member, socketId }: Author,
  input: CommandInput<typeof chat.sendChat>,
): Promise<chat.ChatMessage> {
  const { access } = deps.requireJoined(socketId, input.showId);
  const first = await findMessage(deps.db, input.messageId);
  if (first) return toRetried(first, member, input);
  await checkMayPost(deps, member, input);
  const at = deps.now();
  const { isNew, stored } = await insertMessage(deps.db, {
    id: input.messageId,
    showId: input.showId,
    authorId: member.accountId,
    authorName: member.displayName,
    isCrew: access === 'command',
    at,
    programmeMs: Math.max(0, Math.round(await deps.programmeMsAt(deps.db, input.showId, at))),
    text: input.text,
  });
  if (!isNew) return toRetried(stored, member, input);
  const message = toChatMessage(stored);
  deps.recent.add(input.showId, message);
  deps.voice.toShow(input.showId, chat.chatPosted, { showId: input.showId, message });
  deps.tellOthers({ kind: 'posted', showId: input.showId, message });
  return message;
}

async function checkMayPost(
  deps: PostMessageDeps,
  { accountId }: Member,
  { showId }: CommandInput<typeof chat.sendChat>,
): Promise<void> {
  const state = await deps.getShowState(deps.db, showId);
  if (!['scheduled', 'postponed', 'live'].includes(state)) {
    throw new AppError('shows.wrong_state', `nobody talks in a show that is ${state}`);
  }
  if (await isMuted(deps.db, showId, accountId)) throw new AppError('chat.muted', 'the host muted this account');
  await deps.limits.take(chatLimit, `${showId} ${accountId}`);
}

function toRetried(
  stored: MessageRecord,
  { accountId }: Member,
  { showId, text }: CommandInput<typeof chat.sendChat>,
): chat.ChatMessage {
  if (stored.authorId === accountId && stored.showId === showId && stored.text === text) return toChatMessage(stored);
  throw new AppError('request.key_reused', 'this message id belongs to another message');
}
