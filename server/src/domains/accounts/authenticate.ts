import type { SessionId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { getSessionLimits } from './session-limits.ts';
import { findSessionMember, hashToken, touchSession, touchSessions } from './sessions.store.ts';

export type AuthenticateDeps = { db: Db; now: () => Date };

const TOUCH_AFTER_MS = 60_000;

/** Who a session token stands for right now; undefined when the session ended, ran out or its account is removed. */
export async function authenticate({ db, now }: AuthenticateDeps, token: string): Promise<Member | undefined> {
  const at = now();
  const found = await findSessionMember(db, hashToken(token), at);
  if (!found) return undefined;
  const { accountId, displayName, lastSeenAt, role, sessionId } = found;
  if (at.getTime() - lastSeenAt.getTime() >= TOUCH_AFTER_MS) {
    await touchSession(db, sessionId, at, getSessionLimits(role).idleMs);
  }
  return { accountId, displayName, role, sessionId };
}

/** Counts connected sockets as activity. @returns the sessions that are still valid. */
export async function keepSessionsAlive({ db, now }: AuthenticateDeps, sessionIds: SessionId[]): Promise<SessionId[]> {
  return touchSessions(db, sessionIds, now());
}
