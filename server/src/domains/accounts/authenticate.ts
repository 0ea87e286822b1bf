import type { SessionId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { gatherLookups } from '../../platform/gather-lookups.ts';
import { getSessionLimits } from './session-limits.ts';
import { hashToken, listSessionMembers, touchSession, touchSessions } from './sessions.store.ts';

export type AuthenticateDeps = { db: Db; now: () => Date };
/** Who a session token stands for right now; undefined when the session ended, ran out or its account is removed. */
export type Authenticate = (token: string) => Promise<Member | undefined>;

type Found = { member: Member; lastSeenAt: Date };

const TOUCH_AFTER_MS = 60_000;

/**
 * Two ways to know who calls, over one look-up that serves many callers at once: `authenticate` counts as activity,
 * `identify` does not, for sockets, which are counted while they are connected.
 */
export function openAuthentication(deps: AuthenticateDeps): { authenticate: Authenticate; identify: Authenticate } {
  const find = gatherLookups<Buffer, Found>(toName, (hashes) => loadMembers(deps, hashes));
  return {
    identify: async (token) => (await find(hashToken(token)))?.member,
    async authenticate(token) {
      const found = await find(hashToken(token));
      if (!found) return undefined;
      const { lastSeenAt, member } = found;
      const at = deps.now();
      if (at.getTime() - lastSeenAt.getTime() >= TOUCH_AFTER_MS) {
        await touchSession(deps.db, member.sessionId, at, getSessionLimits(member.role).idleMs);
      }
      return member;
    },
  };
}

const toName = (hash: Buffer) => hash.toString('base64');

async function loadMembers({ db, now }: AuthenticateDeps, hashes: readonly Buffer[]): Promise<Map<string, Found>> {
  const rows = await listSessionMembers(db, hashes, now());
  return new Map(rows.map(({ lastSeenAt, tokenHash, ...member }) => [toName(tokenHash), { member, lastSeenAt }]));
}

/** Counts connected sockets as activity. @returns the sessions that are still valid. */
export async function keepSessionsAlive({ db, now }: AuthenticateDeps, sessionIds: SessionId[]): Promise<SessionId[]> {
  return touchSessions(db, sessionIds, now());
}
