import { type AccountId, AppError, type CommandInput, type CommandOutput, chat, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { listHeld, markAllDeleted, markDeleted } from './chat.store.ts';
import type { ChatDeps } from './chat-deps.ts';
import { deleteMute, insertMute } from './mutes.store.ts';
import { tellModerators } from './tell-moderators.ts';

export type ModerateDeps = Pick<
  ChatDeps,
  | 'appointModerator'
  | 'banGuest'
  | 'db'
  | 'isGuest'
  | 'listModerated'
  | 'now'
  | 'recent'
  | 'requireCommand'
  | 'requireModeration'
  | 'rules'
  | 'tellOthers'
  | 'voice'
>;
type Target = { showId: ShowId; accountId: AccountId };

/** Takes a message out of every room; the row stays for the record. Safe to repeat. @throws AppError `shows.not_found` | `chat.not_found` */
export async function deleteMessage(
  deps: ModerateDeps,
  caller: Member,
  { messageId, showId }: CommandInput<typeof chat.deleteChat>,
): Promise<void> {
  await deps.requireModeration(deps.db, caller, showId);
  const by = { accountId: caller.accountId, at: deps.now() };
  if (!(await markDeleted(deps.db, { showId, messageId }, by))) {
    throw new AppError('chat.not_found', `no message ${messageId} in this show`);
  }
  deps.recent.remove(showId, messageId);
  deps.tellOthers({ kind: 'deleted', showId, messageId });
  forgetRules(deps, showId); // It may have been the pinned one.
  deps.voice.toShow(showId, chat.chatDeleted, { showId, messageId });
}

/** Takes out all that a guest said. Safe to repeat. @throws AppError `shows.not_found` | `accounts.not_found` */
export async function deleteAllOf(
  deps: ModerateDeps,
  caller: Member,
  { accountId, showId }: CommandInput<typeof chat.deleteAllOf>,
): Promise<{ deleted: number }> {
  await requireTarget(deps, caller, { showId, accountId });
  const by = { accountId: caller.accountId, at: deps.now() };
  const deleted = await markAllDeleted(deps.db, { showId, authorId: accountId }, by);
  deps.recent.removeAllOf(showId, accountId);
  deps.tellOthers({ kind: 'deletedAllOf', showId, accountId });
  forgetRules(deps, showId);
  deps.voice.toShow(showId, chat.chatDeletedAllOf, { showId, accountId });
  return { deleted };
}

/** Mutes or unmutes a guest in one show. Safe to repeat. @throws AppError `shows.not_found` | `accounts.not_found` */
export async function muteAuthor(
  deps: ModerateDeps,
  caller: Member,
  { accountId, isMuted, showId }: CommandInput<typeof chat.muteAuthor>,
): Promise<void> {
  await requireTarget(deps, caller, { showId, accountId });
  if (isMuted) await insertMute(deps.db, { showId, accountId, mutedAt: deps.now(), mutedBy: caller.accountId });
  else await deleteMute(deps.db, showId, accountId);
  forgetRules(deps, showId);
  deps.voice.toPerson(showId, accountId, chat.chatMuted, { showId, accountId, isMuted });
  deps.voice.toStudio(showId, chat.chatMuted, { showId, accountId, isMuted });
}

/** Bans a guest from one show or lets her back [CH6]. Safe to repeat. @throws AppError `shows.not_found` | `accounts.not_found` */
export async function banGuest(
  deps: ModerateDeps,
  caller: Member,
  { accountId, isBanned, showId }: CommandInput<typeof chat.banGuest>,
): Promise<void> {
  const by = await deps.requireModeration(deps.db, caller, showId);
  const { moderators } = await deps.rules.get(showId);
  if (by === 'moderator' && moderators.has(accountId)) throw notBy(accountId);
  await deps.banGuest({ showId, accountId, isBanned, by: caller.accountId });
  forgetRules(deps, showId);
  tellModerators(deps, { moderators }, showId, chat.chatBanned, { showId, accountId, isBanned });
}

/** Makes an invited guest a moderator or takes that back [CH7]. Safe to repeat. @throws AppError `shows.not_found` | `accounts.not_found` */
export async function appointModerator(
  deps: ModerateDeps,
  caller: Member,
  { accountId, isModerator, showId }: CommandInput<typeof chat.appointModerator>,
): Promise<void> {
  await deps.requireCommand(deps.db, caller, showId);
  await deps.appointModerator({ showId, accountId, isModerator, by: caller.accountId });
  forgetRules(deps, showId);
  const told = { showId, accountId, isModerator };
  deps.voice.toPerson(showId, accountId, chat.moderatorChanged, told);
  deps.voice.toStudio(showId, chat.moderatorChanged, told);
}

/** What waits, who is out and who moderates. @throws AppError `shows.not_found` */
export async function listModeration(
  deps: ModerateDeps,
  caller: Member,
  showId: ShowId,
): Promise<CommandOutput<typeof chat.listModeration>> {
  await deps.requireModeration(deps.db, caller, showId);
  const [held, people] = await Promise.all([listHeld(deps.db, showId), deps.listModerated(deps.db, showId)]);
  return { held, ...people };
}

/** The guest about whom something is decided; a moderator decides about no other. */
async function requireTarget(deps: ModerateDeps, caller: Member, { accountId, showId }: Target): Promise<void> {
  const by = await deps.requireModeration(deps.db, caller, showId);
  if (!(await deps.isGuest(deps.db, showId, accountId))) {
    throw new AppError('accounts.not_found', `${accountId} is no guest of this show`);
  }
  if (by === 'moderator' && (await deps.rules.get(showId)).moderators.has(accountId)) throw notBy(accountId);
}

const notBy = (accountId: AccountId) =>
  new AppError('accounts.not_allowed', `only the crew decides about the moderator ${accountId}`);

/** Rules are read anew, here and on the other servers. */
export function forgetRules(
  { rules, tellOthers }: Pick<ChatDeps, 'rules' | 'tellOthers'>,
  showId: ShowId | null,
): void {
  rules.forget(showId ?? undefined);
  tellOthers({ kind: 'rulesChanged', showId });
}
