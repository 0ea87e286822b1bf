import type { AccountId, InvitationId, ShowId } from '@shoal/contract';
import type { Insertable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { AccountsTables, InvitationRecord } from './accounts.table.ts';

export type InvitationRow = Omit<InvitationRecord, 'tokenHash'>;
type Use = 'first' | 'again' | 'closed';

const shown = ['id', 'createdBy', 'showId', 'maxUses', 'uses', 'createdAt', 'expiresAt', 'revokedAt'] as const;

export async function insertInvitation(db: Db, invitation: Insertable<AccountsTables['invitations']>): Promise<void> {
  await db.insertInto('invitations').values(invitation).execute();
}

export async function findInvitation(db: Db, id: InvitationId): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').select(shown).where('id', '=', id).executeTakeFirst();
}

export async function findInvitationByToken(db: Db, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').select(shown).where('tokenHash', '=', tokenHash).executeTakeFirst();
}

/** Invitations to a show, or by an account; newest first, at most 500. */
export async function listInvitations(
  db: Db,
  filter: { showId?: ShowId; createdBy?: AccountId },
): Promise<InvitationRow[]> {
  let query = db.selectFrom('invitations').select(shown).orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(500);
  if (filter.showId) query = query.where('showId', '=', filter.showId);
  if (filter.createdBy) query = query.where('createdBy', '=', filter.createdBy);
  return query.execute();
}

export async function revokeInvitation(db: Db, id: InvitationId, now: Date): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .execute();
}

/**
 * Counts an account in, once, in one transaction with the caller's other writes.
 * @returns `again` when she came through it before; `closed`, to be rolled back, when no use is left or it is revoked.
 */
export async function takeUse(tx: Db, id: InvitationId, accountId: AccountId, now: Date): Promise<Use> {
  const inserted = await tx
    .insertInto('invitationUses')
    .values({ invitationId: id, accountId, acceptedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return 'again';
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .whereRef('uses', '<', 'maxUses')
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'first' : 'closed';
}

export async function hasUsed(db: Db, id: InvitationId, accountId: AccountId): Promise<boolean> {
  const use = await db
    .selectFrom('invitationUses')
    .select('acceptedAt')
    .where('invitationId', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return use !== undefined;
}
