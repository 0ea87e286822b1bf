import { type AccountId, AppError, type accounts, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import { findAccount, findCredentials } from './accounts.store.ts';
import { addAccount } from './add-account.ts';
import { findInvitationByToken, hasUsed, type InvitationRow, takeUse } from './invitations.store.ts';
import { isOpen } from './invite.ts';
import { type OpenedSession, type OpenSessionDeps, openSession } from './open-session.ts';
import type { Passwords } from './passwords.ts';
import { toStoredPhone } from './phone.ts';
import { hashToken } from './sessions.store.ts';
import type { Client } from './sign-in.ts';
import { getMe } from './to-me.ts';

export type AcceptDeps = OpenSessionDeps & {
  db: Db;
  limits: RateLimits;
  passwords: Passwords;
  newAccountId: () => AccountId;
  /** Puts a shopkeeper on a show's guest list; safe to repeat. */
  admitGuest: (tx: Db, showId: ShowId, accountId: AccountId) => Promise<void>;
};

export type NewAccount = { accountName: string; displayName: string; phone: string | null; password: string };
export type Accepted = { me: accounts.Me; showId: ShowId | null; session?: OpenedSession };

const perAddress: RateLimit = { name: 'accept-invitation', points: 300, windowSeconds: 60 };
const perName: RateLimit = { name: 'accept-again', points: 5, windowSeconds: 60 };
const closed = () => new AppError('accounts.link_spent', 'this invitation is closed');

/**
 * Joins through an invitation: a signed-in shopkeeper as herself, anybody else with a new account. A retry after a lost
 * answer, with the same name and password, signs in to the account that the first try made.
 * @throws AppError `accounts.link_spent` | `accounts.name_taken` | `accounts.phone_taken` | `accounts.not_allowed` | `accounts.signed_out`
 */
export async function acceptInvitation(
  deps: AcceptDeps,
  visitor: Client & { member: Member | undefined },
  input: { token: string; newAccount?: NewAccount | undefined },
): Promise<Accepted> {
  await deps.limits.take(perAddress, visitor.ip);
  const invitation = await findInvitationByToken(deps.db, hashToken(input.token));
  if (!invitation) throw closed();
  if (input.newAccount) return acceptAsNewcomer(deps, visitor, invitation, input.newAccount);
  if (!visitor.member) throw new AppError('accounts.signed_out', 'sign in, or say who you are');
  return acceptAsMember(deps, visitor.member, invitation);
}

async function acceptAsMember(deps: AcceptDeps, member: Member, invitation: InvitationRow): Promise<Accepted> {
  if (member.role !== 'shopkeeper') throw new AppError('accounts.not_allowed', 'invitations are for shopkeepers');
  const isAgain = await hasUsed(deps.db, invitation.id, member.accountId);
  if (!isAgain && !(await mayStillInvite(deps, invitation))) throw closed();
  await deps.db.transaction().execute((tx) => enter(deps, tx, invitation, member.accountId));
  return { me: await getMe(deps.db, member), showId: invitation.showId };
}

async function acceptAsNewcomer(
  deps: AcceptDeps,
  { userAgent }: Client,
  invitation: InvitationRow,
  newAccount: NewAccount,
): Promise<Accepted> {
  const again = await findFirstTry(deps, invitation, newAccount);
  const enterAs = (accountId: AccountId, passwordHash?: string): Promise<Accepted> =>
    deps.db.transaction().execute(async (tx) => {
      if (passwordHash) await addShopkeeper(deps, tx, accountId, { ...newAccount, passwordHash });
      await enter(deps, tx, invitation, accountId);
      const session = await openSession(deps, tx, { accountId, role: 'shopkeeper', userAgent });
      const me = await getMe(tx, { accountId, sessionId: session.sessionId });
      return { me, session, showId: invitation.showId };
    });
  if (again) return enterAs(again);
  if (!(await mayStillInvite(deps, invitation))) throw closed();
  const passwordHash = await deps.passwords.hash(newAccount.password);
  try {
    return await enterAs(deps.newAccountId(), passwordHash);
  } catch (error) {
    // Perhaps by her own first try, which was on its way when she sent the second.
    const first = isTaken(error) ? await findFirstTry(deps, invitation, newAccount) : undefined;
    if (!first) throw error;
    return enterAs(first);
  }
}

const isTaken = (error: unknown) =>
  error instanceof AppError && (error.code === 'accounts.name_taken' || error.code === 'accounts.phone_taken');

/** The account that an earlier try with this name and password made through this invitation. */
async function findFirstTry(
  deps: AcceptDeps,
  { id }: InvitationRow,
  { accountName, password }: NewAccount,
): Promise<AccountId | undefined> {
  const taken = await findCredentials(deps.db, accountName, undefined);
  if (taken?.role !== 'shopkeeper' || !(await hasUsed(deps.db, id, taken.id))) return undefined;
  await deps.limits.take(perName, accountName);
  return (await deps.passwords.isRight(taken.passwordHash, password)) ? taken.id : undefined;
}

async function mayStillInvite({ db, now }: AcceptDeps, invitation: InvitationRow): Promise<boolean> {
  const host = await findAccount(db, invitation.createdBy);
  return isOpen(invitation, now()) && host !== undefined && host.removedAt === null;
}

async function addShopkeeper(
  deps: AcceptDeps,
  tx: Db,
  id: AccountId,
  account: Omit<NewAccount, 'password'> & { passwordHash: string },
) {
  const { accountName, displayName, passwordHash } = account;
  const phone = account.phone === null ? null : (toStoredPhone(account.phone) ?? null);
  await addAccount(tx, {
    id,
    accountName,
    displayName,
    passwordHash,
    phone,
    role: 'shopkeeper',
    createdAt: deps.now(),
  });
}

async function enter(deps: AcceptDeps, tx: Db, { id, showId }: InvitationRow, accountId: AccountId): Promise<void> {
  const use = await takeUse(tx, id, accountId, deps.now());
  if (use === 'closed') throw closed();
  // Only once: a guest who was removed since does not let herself in again.
  if (use === 'first' && showId) await deps.admitGuest(tx, showId, accountId);
}
