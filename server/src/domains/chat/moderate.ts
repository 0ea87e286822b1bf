import { AppError, type CommandInput, chat } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { markDeleted } from './chat.store.ts';
import type { ChatDeps } from './chat-deps.ts';
import { deleteMute, insertMute } from './mutes.store.ts';
import type { RecentChat } from './recent-chat.ts';

export type ModerateDeps = Pick<ChatDeps, 'db' | 'isGuest' | 'now' | 'requireCommand' | 'tellOthers' | 'voice'> & {
  recent: RecentChat;
};

/** Takes a message out of every room; the row stays for the record. Safe to repeat. @throws AppError `shows.not_found` | `chat.not_found` */
export async function deleteMessage(
  deps: ModerateDeps,
  caller: Member,
  { messageId, showId }: CommandInput<typeof chat.deleteChat>,
): Promise<void> {
  await deps.requireCommand(deps.db, caller, showId);
  const by = { accountId: caller.accountId, at: deps.now() };
  if (!(await markDeleted(deps.db, { showId, messageId }, by))) {
    throw new AppError('chat.not_found', `no message ${messageId} in this show`);
  }
  deps.recent.remove(showId, messageId);
  deps.tellOthers({ kind: 'deleted', showId, messageId });
  deps.voice.toShow(showId, chat.chatDeleted, { showId, messageId });
}

/** Mutes or unmutes a guest in one show. Safe to repeat. @throws AppError `shows.not_found` | `accounts.not_found` */
export async function muteAuthor(
  deps: ModerateDeps,
  caller: Member,
  { accountId, isMuted, showId }: CommandInput<typeof chat.muteAuthor>,
): Promise<void> {
  await deps.requireCommand(deps.db, caller, showId);
  if (!(await deps.isGuest(deps.db, showId, accountId))) {
    throw new AppError('accounts.not_found', `${accountId} is no guest of this show`);
  }
  if (isMuted) await insertMute(deps.db, { showId, accountId, mutedAt: deps.now(), mutedBy: caller.accountId });
  else await deleteMute(deps.db, showId, accountId);
  deps.voice.toPerson(showId, accountId, chat.chatMuted, { showId, accountId, isMuted });
  deps.voice.toStudio(showId, chat.chatMuted, { showId, accountId, isMuted });
}
