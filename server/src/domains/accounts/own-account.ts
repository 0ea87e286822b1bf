import { AppError, type accounts, type PictureId, type SessionId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import type { CheckWords } from '../../platform/said-words.ts';
import type { AccessLost } from './access-lost.ts';
import { findPasswordHash, holdPassword, updateAccount } from './accounts.store.ts';
import type { Authenticate } from './authenticate.ts';
import type { Passwords } from './passwords.ts';
import { deleteSession, deleteSessions, listSessions } from './sessions.store.ts';
import { getMe } from './to-me.ts';

export type OwnAccountDeps = {
  db: Db;
  now: () => Date;
  limits: RateLimits;
  passwords: Passwords;
  identify: Authenticate;
  onAccessLost: (lost: AccessLost) => void;
  /** What stands below her name. Throws `catalog.claim_unproven` with the sentences marked. */
  checkWords: CheckWords;
  /** Throws `catalog.not_found` when the member may not show this picture. */
  checkPicture: (db: Db, member: Member, pictureId: PictureId) => Promise<void>;
};

export type UpdateMeInput = {
  displayName?: string | undefined;
  tagline?: string | undefined;
  locale?: accounts.Locale | undefined;
  facePictureId?: PictureId | null | undefined;
};

/** Changes what others see of the member. @throws AppError `catalog.not_found` | `catalog.claim_unproven` */
export async function updateMe(deps: OwnAccountDeps, member: Member, input: UpdateMeInput): Promise<accounts.Me> {
  const { displayName, facePictureId, locale, tagline } = input;
  if (facePictureId) await deps.checkPicture(deps.db, member, facePictureId);
  if (tagline) await deps.checkWords(deps.db, [{ field: 'account.tagline', text: tagline, about: null }], deps.now());
  await updateAccount(deps.db, member.accountId, {
    ...(displayName !== undefined && { displayName }),
    ...(tagline !== undefined && { tagline }),
    ...(locale !== undefined && { locale }),
    ...(facePictureId !== undefined && { facePictureId }),
  });
  return getMe(deps.db, member);
}

const passwordChecks: RateLimit = { name: 'password-check', points: 5, windowSeconds: 60 };
const notCurrent = () => new AppError('accounts.wrong_credentials', 'this is not the current password');

/**
 * Sets a new password and ends every other session.
 * @throws AppError `accounts.wrong_credentials` | `request.rate_limited`
 */
export async function changePassword(
  deps: OwnAccountDeps,
  { accountId, sessionId }: Member,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  await deps.limits.take(passwordChecks, accountId);
  const current = await findPasswordHash(deps.db, accountId);
  if (!(await deps.passwords.isRight(current, input.currentPassword))) throw notCurrent();
  const passwordHash = await deps.passwords.hash(input.newPassword);
  const ended = await deps.db.transaction().execute(async (tx) => {
    // Another session may have changed it meanwhile, and ended this one.
    if (!(await holdPassword(tx, accountId, current))) throw notCurrent();
    await updateAccount(tx, accountId, { passwordHash });
    return deleteSessions(tx, accountId, sessionId);
  });
  if (ended.length > 0) deps.onAccessLost({ accountId, sessionIds: ended, reason: 'signed_out' });
}

/** Where the member is signed in, the latest activity first. */
export async function listOwnSessions(
  deps: OwnAccountDeps,
  { accountId, sessionId }: Member,
): Promise<accounts.SessionRow[]> {
  const sessions = await listSessions(deps.db, accountId, deps.now());
  return sessions.map(({ createdAt, id, lastSeenAt, userAgent }) => ({
    sessionId: id,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isThisOne: id === sessionId,
  }));
}

/** Ends one of the member's sessions; its sockets and media close. @throws AppError `accounts.not_found` */
export async function endSession(deps: OwnAccountDeps, { accountId }: Member, sessionId: SessionId): Promise<void> {
  if (!(await deleteSession(deps.db, accountId, sessionId)))
    throw new AppError('accounts.not_found', 'no such session');
  deps.onAccessLost({ accountId, sessionIds: [sessionId], reason: 'signed_out' });
}

/** Ends the session of a token, if it is one; repeating it changes nothing. */
export async function signOut(deps: OwnAccountDeps, token: string | undefined): Promise<void> {
  const member = token ? await deps.identify(token) : undefined;
  if (!member) return;
  const { accountId, sessionId } = member;
  if (await deleteSession(deps.db, accountId, sessionId)) {
    deps.onAccessLost({ accountId, sessionIds: [sessionId], reason: 'signed_out' });
  }
}
