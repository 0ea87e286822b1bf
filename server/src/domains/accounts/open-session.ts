import type { AccountId, Role, SessionId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { getSessionLimits, MAX_SESSIONS_PER_ACCOUNT } from './session-limits.ts';
import { deleteOldestSessions, hashToken, insertSession } from './sessions.store.ts';

export type OpenSessionDeps = {
  now: () => Date;
  newSessionId: () => SessionId;
  newToken: () => string;
};

/** The token goes to the browser; the sessions that ended to make room are to be announced after commit. */
export type OpenedSession = {
  sessionId: SessionId;
  token: string;
  expiresAt: Date;
  endedSessionIds: readonly SessionId[];
};

/** Opens a session with a fresh token, which is stored as a hash only; the account's oldest sessions beyond five end. */
export async function openSession(
  deps: OpenSessionDeps,
  db: Db,
  who: { accountId: AccountId; role: Role; userAgent: string },
): Promise<OpenedSession> {
  const { accountId, role, userAgent } = who;
  const { absoluteMs, graceMs, idleMs } = getSessionLimits(role);
  const [now, token, sessionId] = [deps.now(), deps.newToken(), deps.newSessionId()];
  const expiresAt = new Date(now.getTime() + absoluteMs);
  await insertSession(db, {
    id: sessionId,
    accountId,
    tokenHash: hashToken(token),
    userAgent,
    createdAt: now,
    lastSeenAt: now,
    idleExpiresAt: new Date(now.getTime() + idleMs),
    expiresAt,
    latestExpiresAt: new Date(expiresAt.getTime() + graceMs),
  });
  const endedSessionIds = await deleteOldestSessions(db, accountId, MAX_SESSIONS_PER_ACCOUNT);
  return { sessionId, token, expiresAt, endedSessionIds };
}
