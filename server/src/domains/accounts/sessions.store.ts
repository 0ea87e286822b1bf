import { createHash } from 'node:crypto';
import type { AccountId, SessionId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { SessionRecord } from './accounts.table.ts';

/** What the database keeps of a secret that somebody else holds. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Keeps a new session; its account was seen as it began. */
export async function insertSession(db: Db, session: SessionRecord): Promise<void> {
  await db
    .with('opened', (cte) => cte.insertInto('sessions').values(session))
    .updateTable('accounts')
    .set({ lastSeenAt: session.lastSeenAt })
    .where('id', '=', session.accountId)
    .execute();
}

/** The accounts behind those of the sessions that are valid at `now`, in any order. */
export async function listSessionMembers(db: Db, tokenHashes: readonly Buffer[], now: Date) {
  return db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .select([
      'sessions.tokenHash',
      'sessions.id as sessionId',
      'sessions.lastSeenAt',
      'accounts.id as accountId',
      'accounts.role',
      'accounts.displayName',
    ])
    .where('tokenHash', '=', sql<Buffer>`any(${tokenHashes}::bytea[])`)
    .where('expiresAt', '>', now)
    .where('idleExpiresAt', '>', now)
    .where('removedAt', 'is', null)
    .execute();
}

/** Notes activity: the idle clock starts again, and the account's last sight moves with it. */
export async function touchSession(db: Db, sessionId: SessionId, now: Date, idleMs: number): Promise<void> {
  await db
    .with('touched', (cte) =>
      cte
        .updateTable('sessions')
        .set({ lastSeenAt: now, idleExpiresAt: new Date(now.getTime() + idleMs) })
        .where('id', '=', sessionId)
        .returning('accountId'),
    )
    .updateTable('accounts')
    .set({ lastSeenAt: now })
    .where('id', 'in', (from) => from.selectFrom('touched').select('accountId'))
    .execute();
}

/**
 * Notes activity for many sessions in one statement, and carries those near their absolute end a quarter of an hour on,
 * within their grace. @returns the ids that are still valid; an account's last sight moves with them.
 */
export async function touchSessions(db: Db, sessionIds: SessionId[], now: Date): Promise<SessionId[]> {
  const { rows } = await sql<{ id: SessionId }>`
    with alive as (
      update sessions s set
        last_seen_at = ${now},
        idle_expires_at = ${now}::timestamptz + (s.idle_expires_at - s.last_seen_at),
        expires_at = greatest(s.expires_at, least(${now}::timestamptz + interval '15 minutes', s.latest_expires_at))
      from accounts a
      where s.id = any(${sessionIds}::uuid[]) and a.id = s.account_id and a.removed_at is null
        and s.expires_at > ${now} and s.idle_expires_at > ${now}
      returning s.id, s.account_id
    ), seen as (
      update accounts set last_seen_at = ${now} where id in (select account_id from alive)
    )
    select id from alive`.execute(db);
  return rows.map(({ id }) => id);
}

export async function listSessions(db: Db, accountId: AccountId, now: Date): Promise<SessionRecord[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', now)
    .where('idleExpiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .execute();
}

/** Ends one session of an account. @returns false when there was none. */
export async function deleteSession(db: Db, accountId: AccountId, sessionId: SessionId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('accountId', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends the sessions of an account, all but `kept`. @returns the ended ones. */
export async function deleteSessions(db: Db, accountId: AccountId, kept?: SessionId): Promise<SessionId[]> {
  const deleting = db.deleteFrom('sessions').where('accountId', '=', accountId).returning('id');
  const rows = await (kept ? deleting.where('id', '!=', kept) : deleting).execute();
  return rows.map(({ id }) => id);
}

/** Ends an account's oldest sessions beyond the newest `kept`. @returns the ended ones. */
export async function deleteOldestSessions(db: Db, accountId: AccountId, kept: number): Promise<SessionId[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('sessions')
        .select('id')
        .where('accountId', '=', accountId)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .offset(kept),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Forgets sessions that ran out. */
export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expiresAt', '<=', now), eb('idleExpiresAt', '<=', now)]))
    .execute();
}
