import { AppError, type accounts, type InvitationId, type PictureId, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findAccount } from './accounts.store.ts';
import {
  findInvitation,
  findInvitationByToken,
  type InvitationRow,
  insertInvitation,
  listInvitations,
  revokeInvitation,
} from './invitations.store.ts';
import { hashToken } from './sessions.store.ts';
import { toPerson } from './to-me.ts';

/** What an invitation tells about its show. */
export type ShowCard = { showId: ShowId; title: string; startsAt: string | null; coverPictureId: PictureId | null };

export type InviteDeps = {
  db: Db;
  now: () => Date;
  newInvitationId: () => InvitationId;
  newToken: () => string;
  publicUrl: string;
  /** Throws `shows.not_found` unless the member commands this show. */
  checkCommands: (db: Db, member: Member, showId: ShowId) => Promise<void>;
  findShowCards: (db: Db, showIds: readonly ShowId[]) => Promise<ShowCard[]>;
};

const DAY_MS = 86_400_000;

/** Makes an invitation; its link is seen only now. @throws AppError `shows.not_found` */
export async function createInvitation(
  deps: InviteDeps,
  member: Member,
  input: { showId: ShowId | null; maxUses: number; expiresInDays: number },
): Promise<{ invitation: accounts.Invitation; url: string }> {
  const { expiresInDays, maxUses, showId } = input;
  if (showId) await deps.checkCommands(deps.db, member, showId);
  const [id, token, createdAt] = [deps.newInvitationId(), deps.newToken(), deps.now()];
  const expiresAt = new Date(createdAt.getTime() + expiresInDays * DAY_MS);
  const row = { id, showId, maxUses, createdAt, expiresAt, createdBy: member.accountId };
  await insertInvitation(deps.db, { ...row, tokenHash: hashToken(token) });
  const [invitation] = await toInvitations(deps, [{ ...row, uses: 0, revokedAt: null }]);
  if (!invitation) throw new Error('an invitation that was just made is gone');
  return { invitation, url: `${deps.publicUrl}/join/${token}` };
}

/** A show's invitations to who commands it; else the member's own, and all of them for an operator. @throws AppError `shows.not_found` */
export async function listOwnInvitations(
  deps: InviteDeps,
  member: Member,
  showId: ShowId | undefined,
): Promise<accounts.Invitation[]> {
  if (showId) await deps.checkCommands(deps.db, member, showId);
  const filter = showId ? { showId } : member.role === 'operator' ? {} : { createdBy: member.accountId };
  return toInvitations(deps, await listInvitations(deps.db, filter));
}

/** Closes an invitation that the member may see; safe to repeat. @throws AppError `accounts.not_found` */
export async function closeInvitation(deps: InviteDeps, member: Member, invitationId: InvitationId): Promise<void> {
  const invitation = await findInvitation(deps.db, invitationId);
  if (!invitation || !(await maySee(deps, member, invitation)))
    throw new AppError('accounts.not_found', 'no such invitation');
  await revokeInvitation(deps.db, invitationId, deps.now());
}

/** What an invitation's link invites to. @throws AppError `accounts.link_spent` */
export async function describeInvitation(deps: InviteDeps, token: string) {
  const invitation = await findInvitationByToken(deps.db, hashToken(token));
  if (!invitation || !isOpen(invitation, deps.now()))
    throw new AppError('accounts.link_spent', 'this invitation is closed');
  const host = await findAccount(deps.db, invitation.createdBy);
  if (!host || host.removedAt) throw new AppError('accounts.link_spent', 'whoever invited is gone');
  const [show] = invitation.showId ? await deps.findShowCards(deps.db, [invitation.showId]) : [];
  return { invitedBy: toPerson(host), show: show ?? null };
}

/** Whether one more person can come through. */
export const isOpen = ({ expiresAt, maxUses, revokedAt, uses }: InvitationRow, now: Date): boolean =>
  revokedAt === null && expiresAt > now && uses < maxUses;

async function maySee(deps: InviteDeps, member: Member, invitation: InvitationRow): Promise<boolean> {
  if (member.role === 'operator' || invitation.createdBy === member.accountId) return true;
  if (!invitation.showId) return false;
  return deps.checkCommands(deps.db, member, invitation.showId).then(
    () => true,
    () => false,
  );
}

async function toInvitations(deps: InviteDeps, rows: InvitationRow[]): Promise<accounts.Invitation[]> {
  const showIds = [...new Set(rows.flatMap(({ showId }) => showId ?? []))];
  const titles = new Map((await deps.findShowCards(deps.db, showIds)).map(({ showId, title }) => [showId, title]));
  return rows.map((row) => ({
    invitationId: row.id,
    showId: row.showId,
    showTitle: (row.showId && titles.get(row.showId)) ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    maxUses: row.maxUses,
    uses: row.uses,
    isOpen: isOpen(row, deps.now()),
  }));
}
