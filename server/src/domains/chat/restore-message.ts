import { AppError, type CommandInput, chat, RESTORE_CHAT_MS } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { findMessage, toChatMessage, unmarkDeleted } from './chat.store.ts';
import { forgetRules, type ModerateDeps } from './moderate.ts';
import { tellModerators } from './tell-moderators.ts';

/**
 * Puts back what was just taken out [CH9]: the crew anything, a moderator what she took out herself. Safe to repeat.
 * @throws AppError `shows.not_found` | `chat.not_found` | `chat.too_late`
 */
export async function restoreMessage(
  deps: ModerateDeps,
  caller: Member,
  { messageId, showId }: CommandInput<typeof chat.restoreChat>,
): Promise<void> {
  const as = await deps.requireModeration(deps.db, caller, showId);
  const restored = await unmarkDeleted(
    deps.db,
    { showId, messageId },
    {
      since: new Date(deps.now().getTime() - RESTORE_CHAT_MS),
      by: as === 'moderator' ? caller.accountId : undefined,
    },
  );
  if (!restored) return requireStanding(deps, { showId, messageId });
  const message = toChatMessage(restored);
  forgetRules(deps, showId);
  const rules = await deps.rules.get(showId);
  if (restored.review === 'held') return tellModerators(deps, rules, showId, chat.chatHeld, { showId, message });
  if (restored.review === 'refused') return;
  deps.recent.restore(showId, message);
  deps.tellOthers({ kind: 'restored', showId, message });
  deps.voice.toShow(showId, chat.chatRestored, { showId, message });
  if (rules.pinned?.messageId === messageId) deps.voice.toShow(showId, chat.chatPinned, { showId, message });
}

/** Nothing was put back: it stands already, or it is too late, or there is none. */
async function requireStanding(
  { db }: Pick<ModerateDeps, 'db'>,
  { messageId, showId }: CommandInput<typeof chat.restoreChat>,
): Promise<void> {
  const stored = await findMessage(db, messageId);
  if (!stored || stored.showId !== showId) throw new AppError('chat.not_found', `no message ${messageId} in this show`);
  if (stored.deletedAt)
    throw new AppError('chat.too_late', `message ${messageId} was taken out too long ago, or by another`);
}
